export * from './answer';
export * from './history';
export * from './members';
export * from './report';
