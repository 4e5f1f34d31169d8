import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '@hub/adapters/hub-database';
import type { InvitationAccept, InvitationMade, InvitationRequest, PeopleView } from '@hub/contracts';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, DATABASE } from '../ports/ports';
import { type Account, AccountsService } from './accounts.service';
import { AuditService } from './audit.service';
import { Revocations } from './revocations';
import type { Session } from './session.store';

const INVITATION_LASTS_S = 7 * 86_400;
const CODE_BYTES = 18;

/** A code has 144 random bits, so a plain hash keeps it. */
const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** The people of the household: who was invited, who came, and who may no longer. */
@Injectable()
export class PeopleService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly revocations: Revocations,
    private readonly audit: AuditService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async view(owner: Session): Promise<PeopleView> {
    const [members, invitations] = await Promise.all([this.database.members(), this.database.invitations(this.now())]);
    return {
      people: [
        { name: owner.name, role: owner.role, until: null },
        ...members.map(({ name, role, until }) => ({ name, role, until })),
      ],
      invitations: invitations.map(({ id, role, until, expiresAt }) => ({ id, role, until, expiresAt })),
    };
  }

  /** The code is known to who asked alone; only its hash is kept. */
  async invite({ role, until }: InvitationRequest, owner: Session): Promise<InvitationMade> {
    const code = randomBytes(CODE_BYTES).toString('base64url');
    const expiresAt = this.now() + INVITATION_LASTS_S;
    const { id } = await this.database.addInvitation({ codeHash: hashOf(code), role, until, expiresAt });
    await this.audit.note(owner.name, 'person-invited', role);
    return { id, code, expiresAt };
  }

  /** @throws ApiError 403 INVITATION_UNKNOWN, 409 NAME_TAKEN */
  async accept({ code, name, password }: InvitationAccept): Promise<Account> {
    const hash = await this.accounts.hash(password);
    const member = await this.database.acceptInvitation(hashOf(code), name, hash, this.now());
    if (member === 'used') throw unknownInvitation();
    if (member === 'taken') throw nameTaken();
    await this.audit.note(member.name, 'person-joined', member.role);
    return { name: member.name, role: member.role, until: member.until };
  }

  async withdraw(id: number): Promise<void> {
    if (!(await this.database.removeInvitation(id))) throw unknownInvitation();
  }

  /** Whose account is gone is signed out at once. @throws ApiError 404 PERSON_UNKNOWN */
  async remove(name: string, owner: Session): Promise<void> {
    const member = await this.database.memberByName(name);
    if (member === undefined || !(await this.database.removeMember(name))) throw unknownPerson();
    await this.revocations.end(member);
    await this.audit.note(owner.name, 'person-removed', member.name);
  }

  private now(): number {
    return Math.floor(this.clock());
  }
}

const unknownInvitation = (): ApiError =>
  new ApiError(
    HttpStatus.FORBIDDEN,
    'INVITATION_UNKNOWN',
    'This invitation is not known, was used already or has ended.',
    'Ask the owner of the hub for another one.',
  );

const nameTaken = (): ApiError =>
  new ApiError(HttpStatus.CONFLICT, 'NAME_TAKEN', 'Somebody on this hub has this name.', 'Choose another name.');

const unknownPerson = (): ApiError =>
  new ApiError(
    HttpStatus.NOT_FOUND,
    'PERSON_UNKNOWN',
    'No person of this name can be removed.',
    'Look at the list again.',
  );
