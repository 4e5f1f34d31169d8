import type { SessionList } from '@hub/contracts';
import { Injectable } from '@nestjs/common';
import { AuditService } from './audit.service';
import { type Session, SessionStore } from './session.store';

/** The sessions that somebody may see and end: one's own; the owner everyone's. */
@Injectable()
export class SessionListService {
  constructor(
    private readonly sessions: SessionStore,
    private readonly audit: AuditService,
  ) {}

  async list(person: Session, token: string | undefined): Promise<SessionList> {
    const own = SessionStore.idOfToken(token);
    const visible = [...(await this.sessions.list())].filter(([, session]) => isVisible(session, person));
    return {
      sessions: visible
        .map(([id, { name, role, device, address, openedAt, usedAt }]) => {
          return { id, name, role, device, address, openedAt, usedAt, isThis: id === own };
        })
        .sort((a, b) => b.usedAt - a.usedAt),
    };
  }

  /** `id`: undefined for all but the one that asks. */
  async end(person: Session, token: string | undefined, id?: string): Promise<void> {
    const own = SessionStore.idOfToken(token);
    await this.sessions.closeWhere(
      (each, session) => isVisible(session, person) && (id === undefined ? each !== own : each === id),
    );
    await this.audit.note(person.name, 'sessions-ended');
  }
}

const isVisible = ({ name }: Session, person: Session): boolean => person.role === 'owner' || name === person.name;
