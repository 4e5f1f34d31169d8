import { type Page } from './routing/page';

/** A page of the hub that is not in the navigation. */
const linked = (path: string, name: string, load: Page['load']): Page => ({
  path,
  name,
  icon: 'more',
  deployments: ['hub'],
  linkedOnly: true,
  load,
});

const PLANNED = $localize`:@@page.schedules:Planned runs`;
const PLAN = $localize`:@@page.newSchedule:Plan a run`;
const planForm: Page['load'] = () =>
  import('./schedules/form/schedule-form-page').then((module) => module.ScheduleFormPage);

/** Pages that only links lead to. Their list is fetched when one of them is asked for: the first view does without it. */
export const LINKED_PAGES: readonly Page[] = [
  linked('access', $localize`:@@page.access:Who has access`, () =>
    import('./access/access-page').then((module) => module.AccessPage),
  ),
  linked('your-data', $localize`:@@page.yourData:Your data`, () =>
    import('./your-data/your-data-page').then((module) => module.YourDataPage),
  ),
  linked('join', $localize`:@@page.join:Your invitation`, () =>
    import('./access/join-page').then((module) => module.JoinPage),
  ),
  linked('schedules', PLANNED, () => import('./schedules/schedules-page').then((module) => module.SchedulesPage)),
  linked('schedules/new', PLAN, planForm),
  linked('schedules/:id/edit', PLAN, planForm),
  linked('schedules/:id', PLANNED, () => import('./schedules/schedule-page').then((module) => module.SchedulePage)),
  linked('power', $localize`:@@page.power:Power over time`, () =>
    import('./power/power-page').then((module) => module.PowerPage),
  ),
  linked('setup', $localize`:@@page.setup:Setup`, () =>
    import('./setup/setup-page').then((module) => module.SetupPage),
  ),
  linked('devices/add', $localize`:@@page.addDevice:Add a device`, () =>
    import('./devices/add/add-device-page').then((module) => module.AddDevicePage),
  ),
  linked('devices/gateway', $localize`:@@page.gateway:Connect a meter gateway`, () =>
    import('./devices/gateway/gateway-page').then((module) => module.GatewayPage),
  ),
  linked('devices/:id', $localize`:@@page.device:Device`, () =>
    import('./devices/device/device-page').then((module) => module.DevicePage),
  ),
];
