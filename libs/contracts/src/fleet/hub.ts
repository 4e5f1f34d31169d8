import * as z from 'zod/mini';
import { HubIdText } from '../account';
import { UpdateStatus, VersionText } from '../update';
import { GroupName } from './rollout';

/** Body of `PUT /api/v1/fleet/hubs/:id/target`: this version whatever the rollouts say, also an older one; null gives it back to them. */
export const HubPin = z.object({ version: z.nullable(VersionText) });
/** Body of `PUT /api/v1/fleet/hubs/:id/hold`: a held hub stays as it is. */
export const HubHold = z.object({ hold: z.boolean() });
/** Body of `PUT /api/v1/fleet/hubs/:id/group`. */
export const HubGroup = z.object({ group: z.nullable(GroupName) });
/** Body of `PUT /api/v1/fleet/groups/:group`: the group becomes this share of the fleet, chosen by chance but the same at each call. */
export const GroupShare = z.object({ percent: z.number().check(z.minimum(0), z.maximum(100)) });
/** Its answer. */
export const GroupView = z.object({ group: GroupName, hubs: z.array(HubIdText) });
export type GroupView = z.infer<typeof GroupView>;

/** A hub as the team sees it: nothing of its household. Times are unix seconds. */
export const FleetHub = z.object({
  id: HubIdText,
  group: z.nullable(z.string()),
  hold: z.boolean(),
  pin: z.nullable(z.string()),
  version: z.string(),
  linkedAt: z.number(),
  lastContact: z.nullable(z.number()),
  update: z.nullable(UpdateStatus),
  /** What it is told to run; null: to stay. */
  target: z.nullable(z.string()),
});
export type FleetHub = z.infer<typeof FleetHub>;

/** Answer of `GET /api/v1/fleet/hubs?after=<id>&limit=<n>`, by id; `next` is the `after` of the next page, null on the last. */
export const FleetPage = z.object({ hubs: z.array(FleetHub), total: z.number(), next: z.nullable(z.string()) });
export type FleetPage = z.infer<typeof FleetPage>;

/** Answer of `GET /api/v1/fleet/hubs/:id/log`, newest first: each time a hub's version, phase or outcome changed. */
export const HubLog = z.object({
  entries: z.array(z.object({ at: z.number(), event: z.string(), detail: z.string() })),
});
export type HubLog = z.infer<typeof HubLog>;

/** What the team wants a hub to run, retained; each hub may read its own. */
export const hubTargetTopic = (hubId: string): string => `hubs/${hubId}/target`;

/** Where a hub with a broker says how it stands: an `UpdateStatus`, not retained, since its arrival counts as a contact. */
export const hubStateTopic = (hubId: string): string => `hubs/${hubId}/state`;
