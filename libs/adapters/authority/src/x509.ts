// The library keeps its algorithms in a container that needs the metadata API, before anything else of it is loaded.
import 'reflect-metadata';

export * from '@peculiar/x509';
