import { afterNextRender, Component, computed, ElementRef, inject, Injector } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SetupView } from '@hub/contracts';
import { remote } from '@hub/data-access';
import { Icon, type IconName } from '@hub/ui';
import { Progress } from '@hub/ui/progress';
import { FaultNotice } from '../faults/fault-notice';
import { ProblemList } from '../faults/problem-list';
import { problemWords } from '../faults/problem-words';
import { ClaimForm } from './claim-form';
import { LinkForm } from './link-form';
import { STATE_NAMES, STEP_NAMES } from './step-words';

/** Often enough for a progress to move. */
const REFRESH_MS = 2_000;
const ICONS: Readonly<Record<SetupView['steps'][number]['state'], IconName>> = {
  waiting: 'nothing',
  running: 'clock',
  done: 'check',
  failed: 'alert',
};

/** The first boot, step by step: what the hub does by itself, and the two steps that need a person. */
@Component({
  selector: 'hub-setup-page',
  imports: [ClaimForm, FaultNotice, Icon, LinkForm, RouterLink, ProblemList, Progress],
  templateUrl: './setup-page.html',
  styleUrls: ['../report/report.css', './setup-page.css'],
})
export class SetupPage {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  protected readonly setup = remote(() => 'setup', SetupView, REFRESH_MS);
  protected readonly steps = computed(() =>
    this.setup.value()?.steps.map((step) => ({
      ...step,
      name: STEP_NAMES[step.step],
      stateName: STATE_NAMES[step.state],
      icon: ICONS[step.state],
      words: step.error && problemWords(step.error),
    })),
  );
  /** What the hub did by itself and need not be read: told in one line. */
  protected readonly finished = computed(() => this.steps()?.filter(isFinished) ?? []);
  protected readonly open = computed(() => this.steps()?.filter((step) => !isFinished(step)) ?? []);
  protected readonly ready = computed(() => this.steps()?.every(({ state }) => state === 'done') === true);
  protected readonly wantsClaim = computed(() => this.setup.value()?.claimed === false);
  protected readonly wantsLink = computed(() => {
    const view = this.setup.value();
    return view?.claimed === true && view.linked === null;
  });

  /** A step of the household's is done: the keyboard and the screen reader go on at the next one. */
  protected goOn(view: SetupView): void {
    this.setup.set(view);
    afterNextRender(() => this.host.querySelector<HTMLElement>('.open h2, li[data-state=running] h2')?.focus(), {
      injector: this.injector,
    });
  }
}

const OWN_STEPS = new Set(['storage', 'identity', 'database', 'broker', 'network']);
const isFinished = ({ step, state }: { step: string; state: string }): boolean =>
  state === 'done' && OWN_STEPS.has(step);
