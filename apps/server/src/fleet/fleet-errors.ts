import { ApiError } from '@hub/nest-http';
import { HttpStatus } from '@nestjs/common';

export const unknownRelease = (version: string) =>
  new ApiError(
    HttpStatus.NOT_FOUND,
    'RELEASE_UNKNOWN',
    `There is no release ${version} here.`,
    'GET /api/v1/releases lists the releases.',
  );

export const releaseNotReady = (version: string) =>
  new ApiError(
    HttpStatus.CONFLICT,
    'RELEASE_WITHOUT_BUNDLE',
    `The bundle of ${version} is not here yet.`,
    `PUT it to /api/v1/releases/${version}/bundle first.`,
  );

export const releaseTaken = (version: string) =>
  new ApiError(
    HttpStatus.CONFLICT,
    'RELEASE_EXISTS',
    `There is another release ${version} already.`,
    'A version is never made twice: give it a new number.',
  );

export const bundleMismatch = (why: string) =>
  new ApiError(
    HttpStatus.UNPROCESSABLE_ENTITY,
    'BUNDLE_MISMATCH',
    `The bundle is not the one of the manifest: ${why}.`,
    'Publish the release again and send both.',
  );

export const noBundle = () =>
  new ApiError(
    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
    'BUNDLE_NOT_BYTES',
    'The bundle did not come as bytes.',
    'Send it with Content-Type: application/octet-stream.',
  );

export const unknownRollout = (id: number) =>
  new ApiError(
    HttpStatus.NOT_FOUND,
    'ROLLOUT_UNKNOWN',
    `There is no rollout ${id}.`,
    'GET /api/v1/rollouts lists the rollouts.',
  );

export const rolloutUnderWay = (id: number) =>
  new ApiError(
    HttpStatus.CONFLICT,
    'ROLLOUT_UNDER_WAY',
    `Rollout ${id} is under way.`,
    'Wait until it has finished, or abort it.',
  );

export const rolloutState = (id: number, state: string, wanted: string) =>
  new ApiError(
    HttpStatus.CONFLICT,
    'ROLLOUT_STATE',
    `Rollout ${id} is ${state}: it cannot ${wanted}.`,
    'GET /api/v1/rollouts/:id says how it stands.',
  );
