/** What the hub must know of a release to fetch and install it. The signature on the bundle decides, not this. */
export interface Release {
  readonly version: string;
  /** Which machines the bundle is for; RAUC compares it again from inside the signed bundle. */
  readonly compatible: string;
  readonly bundleUrl: string;
  readonly bundleBytes: number;
  /** Of the whole bundle file, lower-case hexadecimal. */
  readonly sha256: string;
  /** The oldest booted version that may go to this release in one step. */
  readonly minimumVersion: string;
}

/** What the team wants of this hub. */
export interface Target {
  readonly release: Release | null;
  /** Stay as you are, whatever `release` says. */
  readonly hold: boolean;
  /** Not before this moment, unix seconds. */
  readonly notBefore: number;
  /** Do not wait long for a moment without a controlled load. */
  readonly urgent: boolean;
}

export interface Refusal {
  readonly version: string;
  readonly reason: string;
  /** Unix seconds. */
  readonly at: number;
}
