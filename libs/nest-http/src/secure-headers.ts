import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const YEAR_S = 31_536_000;

/**
 * Headers of every answer. The page loads nothing from elsewhere and nothing may frame it. `always`: the program answers over
 * TLS alone, and browsers may keep to that. Where it answers plainly too, as a hub in the house, nothing here may ask the
 * browser for HTTPS: no upgrade of requests, no HSTS, no policy that needs it.
 */
export async function secureHeaders(app: NestFastifyApplication, https: 'always' | 'sometimes'): Promise<void> {
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
    hsts: https === 'always' && { maxAge: YEAR_S, includeSubDomains: false },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    // The hub learns from it that a language was chosen on its own page; other sites learn nothing.
    referrerPolicy: { policy: 'same-origin' },
  });
}
