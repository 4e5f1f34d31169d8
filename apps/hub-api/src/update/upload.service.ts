import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OfflineBundle, OfflineRefusal, UploadView } from '@hub/contracts';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { ApiError } from '@hub/nest-http';
import { CONFIG } from '../ports/ports';
import { UpdateFiles } from './update-files';
import { wordsOf } from './update-view';
import { clearUploads, MOST_BYTES, receive, requireSpace } from './upload-file';

/** The agent reads and checks every byte of it; a slow card takes its time. */
const ANSWER_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 200;

/** Takes a bundle from the page and says what the update agent says of it. */
@Injectable()
export class UploadService {
  private current: { readonly abort: AbortController; readonly done: Promise<unknown> } | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: HubConfig,
    private readonly files: UpdateFiles,
  ) {}

  /**
   * @param length `content-length` of the request
   * @throws ApiError 409 UPLOAD_RUNNING, 411 UPLOAD_LENGTH_NEEDED, 413 UPLOAD_TOO_LARGE, 507 UPLOAD_NO_SPACE, 400 UPLOAD_CUT;
   * 422 with the code of an `OfflineRefusal`: then the file is gone again and nothing was changed
   */
  async take(body: unknown, length: string | undefined): Promise<UploadView> {
    if (this.current) throw running();
    const abort = new AbortController();
    const taken = this.takeOne(body, bytesOf(length), abort.signal);
    this.current = { abort, done: taken.catch(() => undefined) };
    try {
      return await taken;
    } finally {
      this.current = undefined;
    }
  }

  /** Also gives up a file that is on its way. */
  async drop(): Promise<void> {
    this.current?.abort.abort();
    await this.current?.done;
    await clearUploads(this.config.system.uploadDir);
  }

  private async takeOne(body: unknown, bytes: number, signal: AbortSignal): Promise<UploadView> {
    const { uploadDir } = this.config.system;
    await clearUploads(uploadDir);
    await requireSpace(uploadDir, bytes);
    if (!(body instanceof Readable)) throw refusal('NOT_A_BUNDLE');
    addAbortSignal(signal, body);
    const name = await receive(uploadDir, body, bytes).catch((error: unknown) => {
      throw signal.aborted ? givenUp() : error;
    });
    if (name === undefined) throw refusal('NOT_A_BUNDLE');
    const answer = await this.answerOn(name, signal);
    if (answer?.state === 'refused') {
      await rm(join(uploadDir, name), { force: true });
      throw refusal(answer.code);
    }
    if (answer?.state !== 'offered') return { state: 'checking', bytes, version: null, notes: null };
    return { state: 'offered', bytes, version: answer.version, notes: answer.notes };
  }

  /** Undefined where no agent runs, or where it needs too long. @throws ApiError 409 UPLOAD_GIVEN_UP */
  private async answerOn(name: string, signal: AbortSignal): Promise<OfflineBundle | undefined> {
    for (let waitedMs = 0; waitedMs < ANSWER_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
      if (signal.aborted) throw givenUp();
      if (!(await this.files.status())) return undefined;
      const bundles = (await this.files.offline())?.bundles ?? [];
      const found = bundles.find(({ source, file }) => source === 'upload' && file === name);
      if (found && found.state !== 'checking') return found;
      await sleep(LOOK_EVERY_MS);
    }
    return undefined;
  }
}

function bytesOf(length: string | undefined): number {
  const bytes = Number(length ?? NaN);
  if (!Number.isSafeInteger(bytes) || bytes < 0)
    throw new ApiError(
      HttpStatus.LENGTH_REQUIRED,
      'UPLOAD_LENGTH_NEEDED',
      'The request does not say how long the file is.',
      'Send the file as the whole body, with its length.',
    );
  if (bytes > MOST_BYTES)
    throw new ApiError(
      HttpStatus.PAYLOAD_TOO_LARGE,
      'UPLOAD_TOO_LARGE',
      'This file is larger than any update.',
      'Choose the file whose name ends in .raucb.',
    );
  return bytes;
}

function refusal(code: OfflineRefusal): ApiError {
  const { message, action } = wordsOf(code);
  return new ApiError(HttpStatus.UNPROCESSABLE_ENTITY, code, message, action);
}

const givenUp = (): ApiError =>
  new ApiError(HttpStatus.CONFLICT, 'UPLOAD_GIVEN_UP', 'The file that was being sent was given up.', 'Send it again.');

const running = (): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    'UPLOAD_RUNNING',
    'A file is being sent already.',
    'Wait until it is there, or give it up first.',
  );
