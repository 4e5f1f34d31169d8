import { describe, expect, it } from 'vitest';
import { FakeBackEnd, type FakeCall } from '../../back-end.fake';
import { openPage } from '../../open-page.fake';

const owner = { where: 'hub', user: { name: 'Megan', role: 'owner' }, claimed: true };
const access = {
  ...{ serial: 'E3M-1', host: 'cydynni.local', port: 8883, username: 'device-gw-1', password: 'told-once' },
  ...{ authority: '-----BEGIN CERTIFICATE-----\nAA+B\n', topics: ['cydynni/meter/E3M-1/#'] },
};

const open = (back = new FakeBackEnd()) => openPage('/devices/gateway', back.json('GET whoami', owner));

describe('GatewayPage', () => {
  it('shows the account of a gateway once, and the certificate that it has to trust as a file', async () => {
    const asked: unknown[] = [];
    const { page, user } = await open(
      new FakeBackEnd().answer('POST pairing/gateways', ({ body }: FakeCall) => {
        asked.push(body);
        return { status: 201, body: access };
      }),
    );
    await user.type(await page.findByLabelText(/^Serial number/), ' E3M-1 ');
    await user.click(page.getByRole('button', { name: 'Make its account' }));
    await page.findByText('told-once');
    expect(asked).toEqual([{ serial: 'E3M-1' }]);
    page.getByText('8883');
    page.getByText('cydynni/meter/E3M-1/#');
    const file = page.getByRole('link', { name: 'Certificate that it has to trust' });
    const [, text = ''] = /^data:[^,]*,(.*)$/.exec(file.getAttribute('href') ?? '') ?? [];
    expect(decodeURIComponent(text)).toBe(access.authority);
  });

  it('says what to do when the hub cannot make one', async () => {
    const { page, user } = await open(new FakeBackEnd().refuse('POST pairing/gateways', 503, 'GATEWAYS_UNAVAILABLE'));
    await user.type(await page.findByLabelText(/^Serial number/), 'E3M-1');
    await user.click(page.getByRole('button', { name: 'Make its account' }));
    await page.findByText('The hub’s certificate is missing');
    expect(page.queryByText('told-once')).toBeNull();
  });

  it('is reached from the page that adds a device', async () => {
    const { page, user } = await openPage('/devices/add', new FakeBackEnd().json('GET whoami', owner));
    await user.click(await page.findByRole('link', { name: 'Connect a meter gateway instead' }));
    await page.findByRole('heading', { level: 1, name: 'Connect a meter gateway' });
  });
});
