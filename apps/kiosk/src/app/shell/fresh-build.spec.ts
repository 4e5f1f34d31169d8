import { TestBed } from '@angular/core/testing';
import { LiveHub } from '@hub/data-access';
import { describe, expect, it, vi } from 'vitest';
import { FakeHub } from '../home/hub.fake';
import { FreshBuild } from './fresh-build';
import { RELOAD } from '../routing/reload';

describe('FreshBuild', () => {
  it('fetches the page again when the hub runs another version than the one that sent it', () => {
    const hub = new FakeHub();
    const reload = vi.fn();
    TestBed.configureTestingModule({
      providers: [
        { provide: LiveHub, useValue: hub },
        { provide: RELOAD, useValue: reload },
      ],
    });
    TestBed.inject(FreshBuild);
    for (const version of ['0.1.0', '0.1.0', '0.2.0']) {
      hub.tell(640, 1_700_000_000, version);
      TestBed.tick();
      if (version === '0.1.0') expect(reload).not.toHaveBeenCalled();
    }
    expect(reload).toHaveBeenCalledTimes(1);
  });
});
