import { EpowerReport, epowerLabel } from '@hub/contracts';
import { type CalendarDay, daysBetween, halfHoursOfDay, shiftDay } from '@hub/domain/time';
import { chance } from './chance';
import { type Club, type ClubMember, LONDON } from './club';
import type { Faults } from './faults';
import { withGaps } from './resample';

/** What a request asks for; both days included. */
export interface ReportQuery {
  readonly token: string;
  readonly report: number;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/** The table of a report, or undefined where the token does not open it. */
export interface Table {
  readonly COLUMNS: readonly string[];
  readonly DATA: readonly (readonly (string | number | null)[])[];
}

/** Answer a report as E-power does: days in no order, 48 values each and 50 where a long day is among them. */
export function report(club: Club, clubToken: string, faults: Faults, query: ReportQuery): Table | undefined {
  const member = club.members.find(({ token }) => token === query.token);
  const isClub = query.token === clubToken;
  switch (query.report) {
    case EpowerReport.memberHistory:
      return member && history(lateFor(member, faults, query), (day) => memberDay(club, member, faults, day));
    case EpowerReport.generationHistory:
      return isClub ? history(query, (day) => club.generationDay(day)) : undefined;
    case EpowerReport.communityHistory:
      return isClub ? history(query, (day) => club.communityDay(day)) : undefined;
    case EpowerReport.members:
      return isClub ? members(club) : undefined;
    default:
      return undefined;
  }
}

function members(club: Club): Table {
  const joined = epowerLabel(club.options.firstDay);
  return {
    COLUMNS: ['MPAN', 'TOKEN', 'NAME', 'WELCOMEDATE'],
    DATA: club.members.map(({ mpan, token, name }) => [mpan, token, name, joined]),
  };
}

function memberDay(club: Club, member: ClubMember, faults: Faults, day: CalendarDay): Float64Array {
  return withGaps(club.memberDay(member, day), faults.gapsPerMille, member.number, Date.parse(day) / 1_800_000);
}

function lateFor(member: ClubMember, faults: Faults, query: ReportQuery): ReportQuery {
  return member.number % 3 === 0 && faults.lateDays > 0
    ? { ...query, to: shiftDay(query.to, -faults.lateDays) }
    : query;
}

function history({ from, to }: ReportQuery, wattHours: (day: CalendarDay) => Float64Array): Table {
  const days = [...daysBetween(from, to)].sort((a, b) => chance(Date.parse(a), 17) - chance(Date.parse(b), 17));
  const columns = Math.max(48, ...days.map((day) => halfHoursOfDay(day, LONDON)));
  return {
    COLUMNS: ['DATE', ...Array.from({ length: columns }, (_, slot) => `P${slot + 1}`)],
    DATA: days.map((day) => {
      const wh = wattHours(day);
      const cells = Array.from({ length: columns }, (_, slot) => cell(wh[slot] ?? NaN));
      return [epowerLabel(day), ...cells];
    }),
  };
}

function cell(wh: number): number | null {
  return Number.isNaN(wh) ? null : wh / 1000;
}
