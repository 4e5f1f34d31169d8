import { type Type } from '@angular/core';
import { type IconName } from '@hub/ui';
import { type DeploymentKind } from './deployment';

/** One page: its address, what the navigation shows of it, and its component. */
export interface Page {
  /** Below the base of this build, without a slash in front. */
  readonly path: string;
  readonly name: string;
  readonly icon: IconName;
  /** Where it exists. */
  readonly deployments: readonly DeploymentKind[];
  /** Not in the navigation: reached by links. */
  readonly linkedOnly?: true;
  /** Fills the screen alone, without the name and the navigation. */
  readonly alone?: true;
  /** Brings the component: fetched when it is asked for, except the first view's. */
  readonly load: () => Type<unknown> | Promise<Type<unknown>>;
}
