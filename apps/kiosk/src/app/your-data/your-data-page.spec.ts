import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd, type FakeCall } from '../back-end.fake';
import { openPage } from '../open-page.fake';

const ownersHub = (status: object | null = { erasing: false }) =>
  new FakeBackEnd()
    .json('GET whoami', { where: 'hub', user: { name: 'Mair', role: 'owner' }, claimed: true })
    .json('GET device/reset', { status });

describe('YourDataPage', () => {
  it('resets the hub only when the words are typed, and says that it starts again', async () => {
    const calls: FakeCall[] = [];
    const back = ownersHub().answer('POST device/reset', (call) => {
      calls.push(call);
      return { status: 202, body: { status: { erasing: false } } };
    });
    const { page, user } = await openPage('/your-data', back);
    await user.click(await page.findByText('Remove everything'));
    const button = page.getByRole('button', { name: 'Reset this hub' });
    const typed = page.getByRole('textbox', { name: 'Type “factory reset” to go on' });
    await user.type(typed, 'factory');
    expect(button).toHaveProperty('disabled', true);
    await user.type(typed, ' Reset');
    await waitFor(() => expect(button).toHaveProperty('disabled', false));
    await user.click(button);
    await page.findByText(/The hub starts again without/);
    expect(calls.map(({ body }) => body)).toEqual([{ words: 'factory reset' }]);
  });

  it('has the browser download everything, after the hub said what it is, and says how it ended', async () => {
    const back = ownersHub()
      .json('GET your-data/export', { feeds: 3, points: 1_234_567 })
      .json('GET your-data/export/progress', { state: 'running', share: 0.25 });
    const { page, user } = await openPage('/your-data', back);
    await user.click(await page.findByRole('button', { name: 'Download everything' }));
    await page.findByText(/Readings in it: 1,234,567/);
    expect(page.getByRole('progressbar', { name: 'Download' })).toHaveProperty('value', 0.25);
    expect(page.getByRole('button', { name: 'Download everything' })).toHaveProperty('disabled', true);
    const asked = back.calls.filter((call) => call.includes('your-data/'));
    expect(asked.slice(0, 2)).toEqual(['GET your-data/export', 'GET your-data/export.zip']);
    back.json('GET your-data/export/progress', { state: 'broken-off', share: 0.5 });
    back.pass();
    await page.findByText('The download was broken off. The file is not complete.');
  });

  it('downloads nothing where the hub refuses it', async () => {
    const back = ownersHub().refuse('GET your-data/export', 503, 'HUB_SESSIONS_AWAY');
    const { page, user } = await openPage('/your-data', back);
    await user.click(await page.findByRole('button', { name: 'Download everything' }));
    await page.findByRole('alert');
    expect(back.calls).not.toContain('GET your-data/export.zip');
  });

  it('says what else can be done where the page cannot do it', async () => {
    const error = { code: 'RESET_NOT_HERE', message: 'm', action: 'a', correlationId: 'c' };
    const back = ownersHub(null).answer('POST device/reset', () => ({ status: 503, body: { error } }));
    const { page, user } = await openPage('/your-data', back);
    await user.click(await page.findByText('Remove everything'));
    await user.type(page.getByRole('textbox'), 'factory reset');
    const button = page.getByRole('button', { name: 'Reset this hub' });
    await waitFor(() => expect(button).toHaveProperty('disabled', false));
    await user.click(button);
    await page.findByText('This hub cannot be reset from the page');
    await page.findByText(/empty file named factory-reset/);
  });

  it('tells that the last household’s data is still being overwritten', async () => {
    const { page } = await openPage('/your-data', ownersHub({ erasing: true }));
    await waitFor(() => page.getByText('The data of the household before is being overwritten.'));
  });
});
