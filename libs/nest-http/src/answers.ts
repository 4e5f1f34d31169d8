import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type { $ZodType } from 'zod/v4/core';

/** What a call is for and what it answers. */
export interface Description {
  readonly summary: string;
  /** Undefined: it answers 204 with nothing. */
  readonly schema?: $ZodType;
  /** Type of the answer; JSON unless told. */
  readonly contentType?: string;
  /** A type in which it answers as text too, where the caller asks for it. */
  readonly alsoText?: string;
  /** A second status with the same body. */
  readonly alsoStatus?: number;
}

export const DESCRIPTION = 'hub:description';

/**
 * Documents a call. Only notes it: the library that turns notes into OpenAPI takes 20 MB of memory and is loaded for
 * `--openapi` alone. A call without a note is not part of the published API.
 */
export const Answers = (
  summary: string,
  schema: $ZodType,
  more: Pick<Description, 'contentType' | 'alsoText' | 'alsoStatus'> = {},
): CustomDecorator => SetMetadata<string, Description>(DESCRIPTION, { summary, schema, ...more });

/** Documents a call that answers 204 with nothing. */
export const AnswersNothing = (summary: string): CustomDecorator =>
  SetMetadata<string, Description>(DESCRIPTION, { summary });
