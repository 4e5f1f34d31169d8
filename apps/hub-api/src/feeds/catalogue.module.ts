import { Module } from '@nestjs/common';
import { FeedCatalogue } from './feed-catalogue';

@Module({ providers: [FeedCatalogue], exports: [FeedCatalogue] })
export class CatalogueModule {}
