import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Headers of every answer. The page loads nothing from elsewhere and nothing may frame it. It is served over plain HTTP in
 * the house, so nothing here may ask the browser for HTTPS: no upgrade of requests, no HSTS, no policy that needs it.
 */
export async function secureHeaders(app: NestFastifyApplication): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Angular puts the styles of a component into the page as it shows it.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    // The hub learns from it that a language was chosen on its own page; other sites learn nothing.
    referrerPolicy: { policy: 'same-origin' },
  });
}
