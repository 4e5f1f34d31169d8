import { Module } from '@nestjs/common';
import { SharingService } from './sharing.service';

/** Who gets which part of the generation. */
@Module({ providers: [SharingService], exports: [SharingService] })
export class SharingModule {}
