import { Injectable } from '@nestjs/common';
import { BehaviorSubject, distinctUntilChanged, type Observable } from 'rxjs';

/** Whether the broker can be heard. Fed by the transport's own status, which Nest keeps outside of the modules. */
@Injectable()
export class BrokerStatus {
  private readonly state = new BehaviorSubject(false);
  readonly changed = this.state.pipe(distinctUntilChanged());

  get connected(): boolean {
    return this.state.value;
  }

  /** `status`: what `INestMicroservice.status` emits. */
  follow(status: Observable<string>): void {
    status.subscribe((name) => this.state.next(name === 'connected'));
  }
}
