import { describe, expect, it } from 'vitest';
import { codeOf, PLUG_PAGES, type PlugIdentity } from './plug-page';

const [config, describePage] = PLUG_PAGES;
const told = (text: string): PlugIdentity | undefined => config?.read(text);
const CONFIG =
  '{"espflash":"1048576","version":"2.3.3","ssid":"Cartref","mqtt_user":"","node_name":"smartplug5304",' +
  '"node_description":"WiFi Smart Plug","node_type":"smartplug"}';

describe('what a plug says of itself', () => {
  it.each<[string, string, PlugIdentity | undefined]>([
    ['its name and type', CONFIG, { name: 'smartplug5304', type: 'smartplug' }],
    [
      'beside a WiFi with a quote in it',
      CONFIG.replace('Cartref', 'The "Nest"'),
      { name: 'smartplug5304', type: 'smartplug' },
    ],
    ['a type alone', '{"node_type":"hpmon"}', { name: null, type: 'hpmon' }],
    ['a name that is none', CONFIG.replace('smartplug5304', '<b>hub</b>'), { name: null, type: 'smartplug' }],
    ['a name without end', CONFIG.replace('smartplug5304', 'x'.repeat(33)), { name: null, type: 'smartplug' }],
    ['another page', '<!doctype html><title>Router</title>', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it.each([
    ['smartplug', { name: null, type: 'smartplug' }],
    ['wifirelay\n', { name: null, type: 'wifirelay' }],
    ['<html>', undefined],
    ['', undefined],
  ])('in early firmware: %j', (text, expected) => {
    expect(describePage?.read(text)).toEqual(expected);
  });

  it.each([
    ['smartplug5304', '5304'],
    ['hpmon7', '7'],
    ['plug', null],
    [null, null],
  ])('the code of %j is %j', (name, code) => {
    expect(codeOf({ name, type: 'smartplug' })).toBe(code);
  });
});
