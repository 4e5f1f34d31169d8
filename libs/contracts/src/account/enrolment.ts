import * as z from 'zod/mini';
import { UpdateStatus } from '../update';
import { ClubName } from './account';
import { Email, HubIdText, Password } from './text';

const LONGEST_PEM = 8192;
const Pem = z.string().check(z.maxLength(LONGEST_PEM));
/** PEM of a PKCS#10 request for an EC P-256 key. Only its public key is used: the server decides what the certificate says. */
export const SigningRequest = Pem.check(
  z.regex(/^\s*-----BEGIN CERTIFICATE REQUEST-----/, 'must be a PEM certificate request'),
);
/** IP addresses and names under which a hub is reached in its home. */
export const LocalAddresses = z
  .array(z.string().check(z.regex(/^[0-9A-Za-z.:%_-]{1,64}$/, 'must be an address or a host name')))
  .check(z.maxLength(16));
/** A program's version as it says it. */
const ReportedVersion = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[0-9A-Za-z.+-]+$/));

/** 32 bytes. */
const Hex32 = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'));

/**
 * Body of `POST /api/v1/hubs/enrol`: links a hub to the household of this account. The proof shows that it is the hub of the factory's
 * list: HMAC-SHA256 of its enrolment key over `hubId`, a line feed and `csr`.
 */
export const Enrolment = z.object({
  hubId: HubIdText,
  csr: SigningRequest,
  proof: z.optional(Hex32),
  email: Email,
  password: Password,
  localAddresses: LocalAddresses,
  version: ReportedVersion,
});
export type Enrolment = z.infer<typeof Enrolment>;

const MOST_LISTED_AT_ONCE = 1000;
/**
 * Body of `POST /api/v1/fleet/factory-hubs`: hubs that were made, each with the key by which it proves itself. Null for a hub without a
 * label from the factory, whose id the team vouches for.
 */
export const FactoryHubs = z.object({
  hubs: z
    .array(z.object({ hubId: HubIdText, enrolmentKey: z.nullable(Hex32) }))
    .check(z.minLength(1), z.maxLength(MOST_LISTED_AT_ONCE)),
});
export type FactoryHubs = z.infer<typeof FactoryHubs>;

/** Answer of it: how many hubs the list holds now. */
export const FactoryList = z.object({ listed: z.number() });
export type FactoryList = z.infer<typeof FactoryList>;

/** A hub's certificate, and the certificate to trust for the server and its broker (both PEM). */
export const HubCertificate = z.object({
  certificate: Pem,
  serverCa: z.string(),
  /** Unix seconds; renew when less than a third of its life is left. */
  notAfter: z.number(),
});
export type HubCertificate = z.infer<typeof HubCertificate>;

/** Answer (201) of `POST /api/v1/hubs/enrol`. `mqttUrl` is null on a server without a broker. */
export const Enrolled = z.extend(HubCertificate, {
  /** `id` tells households of one name apart. */
  household: z.object({ name: z.string(), id: z.optional(z.string()) }),
  club: ClubName,
  mqttUrl: z.nullable(z.string()),
});
export type Enrolled = z.infer<typeof Enrolled>;

/** Body of `POST /api/v1/hubs/self/renew` (hub certificate); answers {@link HubCertificate}. The old one stays good until it ends. */
export const Renewal = z.object({ csr: SigningRequest });
export type Renewal = z.infer<typeof Renewal>;

/** Body of `POST /api/v1/hubs/self/contact` (hub certificate): that a hub is there, and how it stands. Answers 204. */
export const HubContact = z.object({
  version: ReportedVersion,
  localAddresses: LocalAddresses,
  update: z._default(z.nullable(UpdateStatus), null),
});
export type HubContact = z.infer<typeof HubContact>;
