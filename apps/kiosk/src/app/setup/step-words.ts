import { type SetupStepView } from '@hub/contracts';

type Step = SetupStepView['step'];

/** Names of the steps of the first boot. */
export const STEP_NAMES: Readonly<Record<Step, string>> = {
  storage: $localize`:@@step.storage:Storage`,
  identity: $localize`:@@step.identity:Hub name and key`,
  database: $localize`:@@step.database:Database`,
  broker: $localize`:@@step.broker:Meter connection`,
  network: $localize`:@@step.network:Home network`,
  claim: $localize`:@@step.claim:Make it yours`,
  link: $localize`:@@step.link:Your CydYnni account`,
  history: $localize`:@@step.history:Your history`,
  ready: $localize`:@@step.ready:Ready`,
};

export const STATE_NAMES: Readonly<Record<SetupStepView['state'], string>> = {
  waiting: $localize`:@@stepState.waiting:still to come`,
  running: $localize`:@@stepState.running:under way`,
  done: $localize`:@@stepState.done:done`,
  failed: $localize`:@@stepState.failed:needs attention`,
};
