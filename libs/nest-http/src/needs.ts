import type { Permission } from '@hub/domain/access';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';

/** What a call needs of who asks for it. */
export interface Need {
  readonly permission: Permission;
  /** The password must have been typed a short while ago: for what reaches beyond the page. */
  readonly freshPassword: boolean;
}

export const NEED = 'hub:need';

/** Says what a call needs. A call that does not say is refused. It stands in the route, so that it is checked before a body is read. */
export const Needs = (permission: Permission, more: Partial<Pick<Need, 'freshPassword'>> = {}): MethodDecorator => {
  const need: Need = { permission, freshPassword: false, ...more };
  return applyDecorators(RouteConfig({ need }), SetMetadata(NEED, need));
};

/** What a route that Fastify found needs; undefined where it does not say. */
export const needOf = (config: unknown): Need | undefined =>
  typeof config === 'object' && config !== null && 'need' in config ? (config.need as Need) : undefined;
