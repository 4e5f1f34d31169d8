import type { Readable } from 'node:stream';
import type { CommunityDatabase, StoredRelease } from '@hub/adapters/server-database';
import { ReleaseManifest, type ReleaseList, type ReleaseView } from '@hub/contracts';
import { compareVersions } from '@hub/domain/update';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { byteRange } from '../http/byte-range';
import { DATABASE } from '../ports/ports';
import { FleetChanged } from './fleet-changed';
import { BundleStore } from './bundle-store';
import { noBundle, releaseNotReady, releaseTaken, unknownRelease } from './fleet-errors';

/** A bundle, whole or a part of it. */
export interface BundleAnswer {
  readonly status: HttpStatus;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable | undefined;
}

/** Releases: what they are is in the database, their bundles are files. */
@Injectable()
export class ReleasesService {
  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    private readonly bundles: BundleStore,
    private readonly changed: FleetChanged,
  ) {}

  /** @throws ApiError 409 RELEASE_EXISTS */
  async add(manifest: ReleaseManifest): Promise<ReleaseView> {
    const { version } = manifest;
    if (!(await this.database.fleet.addRelease(version, JSON.stringify(manifest)))) throw releaseTaken(version);
    return viewOf(await this.stored(version));
  }

  /** @throws ApiError 404 RELEASE_UNKNOWN, 415 BUNDLE_NOT_BYTES, 422 BUNDLE_MISMATCH */
  async upload(version: string, body: Readable | undefined): Promise<ReleaseView> {
    const { bundle } = manifestOf(await this.stored(version));
    if (body === undefined) throw noBundle();
    await this.bundles.store(body, bundle);
    await this.database.fleet.setUploaded(version);
    this.changed.notify();
    return viewOf(await this.stored(version));
  }

  async list(): Promise<ReleaseList> {
    const releases = (await this.database.fleet.releases()).map(viewOf);
    return { releases: releases.sort((a, b) => compareVersions(b.version, a.version)) };
  }

  /** @throws ApiError 404 RELEASE_UNKNOWN, 409 RELEASE_WITHOUT_BUNDLE */
  async ready(version: string): Promise<ReleaseManifest> {
    const stored = await this.stored(version);
    if (!stored.uploaded) throw releaseNotReady(version);
    return manifestOf(stored);
  }

  /** All of a bundle, or the range that was asked for. Open to everybody: what a hub installs is decided by the signature inside. */
  async download(version: string, range: string | undefined, ifRange: string | undefined): Promise<BundleAnswer> {
    const { bundle } = await this.ready(version);
    const etag = `"${bundle.sha256}"`;
    const wanted = ifRange === undefined || ifRange === etag ? byteRange(range, bundle.bytes) : undefined;
    const headers = { etag, 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream' };
    if (wanted === 'unsatisfiable') {
      const status = HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE;
      return { status, headers: { ...headers, 'content-range': `bytes */${bundle.bytes}` }, body: undefined };
    }
    const { first, last } = wanted ?? { first: 0, last: bundle.bytes - 1 };
    const length = { 'content-length': String(last - first + 1) };
    const body = this.bundles.read(bundle.sha256, first, last);
    if (wanted === undefined) return { status: HttpStatus.OK, headers: { ...headers, ...length }, body };
    const where = { 'content-range': `bytes ${first}-${last}/${bundle.bytes}` };
    return { status: HttpStatus.PARTIAL_CONTENT, headers: { ...headers, ...length, ...where }, body };
  }

  private async stored(version: string): Promise<StoredRelease> {
    const stored = await this.database.fleet.release(version);
    if (stored === undefined) throw unknownRelease(version);
    return stored;
  }
}

export const manifestOf = ({ manifest }: StoredRelease): ReleaseManifest => ReleaseManifest.parse(JSON.parse(manifest));

function viewOf(stored: StoredRelease): ReleaseView {
  const { version, compatible, minimumVersion, releasedAt, bundle, notes } = manifestOf(stored);
  const { bytes, sha256 } = bundle;
  return {
    version,
    compatible,
    minimumVersion,
    releasedAt,
    bundle: { bytes, sha256, uploaded: stored.uploaded },
    notes,
  };
}
