import * as z from 'zod/mini';

export const ScheduleNumber = z.coerce.number().check(z.int(), z.positive());
