import { configure } from '@testing-library/dom';
import { vi } from 'vitest';

// Specs wait for facts, and a busy machine is no fault of the page.
configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });
