import { SeriesError } from '@hub/domain/series';
import { BadRequestException, NotFoundException, ServiceUnavailableException } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { feedUnknown } from './api-error';
import { errorAnswer } from './error-body';

describe('errorAnswer', () => {
  it.each<[string, unknown, number, string, string]>([
    ['an error of ours', feedUnknown(7), 404, 'HUB_FEED_UNKNOWN', 'There is no feed 7.'],
    ['an unknown address', new NotFoundException('Cannot GET /x'), 404, 'HUB_NOT_FOUND', 'Cannot GET /x'],
    [
      'several wrong parameters',
      new BadRequestException(['a: wrong', 'b: wrong']),
      400,
      'HUB_BAD_REQUEST',
      'a: wrong; b: wrong',
    ],
    ['too many streams', new ServiceUnavailableException('full'), 503, 'HUB_BUSY', 'full'],
    [
      'an error of Fastify',
      Object.assign(new Error('too long'), { statusCode: 413 }),
      413,
      'HUB_TOO_LARGE',
      'too long',
    ],
    ['an error of the engine', new SeriesError('HUB_FEED_X', 'broken', 'mend it'), 409, 'HUB_FEED_X', 'broken'],
  ])('%s', (_, error, status, code, message) => {
    const answer = errorAnswer(error, 'id-12345');
    expect(answer).toMatchObject({
      status,
      internal: false,
      body: { error: { code, message, correlationId: 'id-12345' } },
    });
    expect(answer.body.error.action).not.toBe('');
  });

  it.each<[unknown]>([[new Error('the password is hunter2')], ['thrown text'], [null]])(
    'tells nothing about %s',
    (error) => {
      const answer = errorAnswer(error, 'id-12345');
      expect(answer).toMatchObject({ status: 500, internal: true, body: { error: { code: 'HUB_INTERNAL' } } });
      expect(JSON.stringify(answer.body)).not.toContain('hunter2');
    },
  );
});
