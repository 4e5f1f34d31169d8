declare const __HUB_VERSION__: string | undefined;

/** Version that the build puts in; without a build there is none. */
export const BUILD_VERSION = typeof __HUB_VERSION__ === 'string' ? __HUB_VERSION__ : '0.0.0-unbuilt';
