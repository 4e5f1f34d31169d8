import { ErrorBody } from '@hub/contracts';

/**
 * Why a call did not bring what was asked for. `network`: no one answered. `unreadable`: an answer that this page does not
 * understand. `refused`: the hub said no, by a stable code, and what would help (English; the page has its own words for the codes it knows).
 */
export type Fault =
  | { readonly kind: 'network' }
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly action: string;
    };

/** Thrown by every call to the hub; nothing else is. */
export class HubFault extends Error {
  constructor(readonly fault: Fault) {
    super(fault.kind === 'refused' ? `${fault.code}: ${fault.message}` : fault.kind);
  }
}

/** The fault in something caught. What the calls do not throw is not understood. */
export function faultOf(caught: unknown): Fault {
  return caught instanceof HubFault ? caught.fault : { kind: 'unreadable' };
}

/** Whether a fault is a refusal with this code. */
export function isRefusal(fault: Fault | undefined, code: string): boolean {
  return fault?.kind === 'refused' && fault.code === code;
}

/** The refusal in an answer with an error status. An error page of something in between is `unreadable`. */
export function refusalOf(status: number, body: unknown): Fault {
  const parsed = ErrorBody.safeParse(body);
  if (!parsed.success) return { kind: 'unreadable' };
  const { code, message, action } = parsed.data.error;
  return { kind: 'refused', status, code, message, action };
}
