import { parseTarget } from '@hub/contracts';
import { ask, readText, type HttpsOptions } from './https';
import type { Server } from './ports';

const LONGEST_TARGET = 65_536;

/** The server by its two addresses: where the target is read, and where the status goes (if anywhere). */
export function httpsServer(targetUrl: string, reportUrl: string | undefined, options: HttpsOptions): Server {
  return {
    fetchTarget: async () => {
      try {
        const answer = await ask(targetUrl, options, { headers: { accept: 'application/json' } });
        const text = await readText(answer, LONGEST_TARGET);
        if (answer.statusCode !== 200) return undefined;
        return parseTarget(text, (url) => URL.parse(url, targetUrl)?.href);
      } catch {
        return undefined;
      }
    },
    report: async (status) => {
      if (reportUrl === undefined) return;
      const body = JSON.stringify(status);
      const answer = await ask(reportUrl, options, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      answer.resume();
    },
  };
}
