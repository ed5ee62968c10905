import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/lib/config.ts';

/** The names of the settings that are wrong. */
function wrongOf(environment: Record<string, string>): readonly string[] {
  const read = readConfig(environment);
  return read.kind === 'ok' ? [] : read.problems.map((problem) => problem.replace(/:.*$/s, ''));
}

describe('the settings', () => {
  it('all have a default for the start on one machine', () => {
    const read = readConfig({});
    expect(read).toMatchObject({
      kind: 'ok',
      config: {
        PORT: 3978,
        HOST: '0.0.0.0',
        DATA_DIR: './.data',
        ROLES: ['web', 'worker', 'wechat'],
        CARELINE_MODE: 'start',
        DEMO: 'on',
        UPLOAD_BYTES_MAX: 15_000_000,
      },
    });
  });

  it('run no language model until there is a key, at the usual address, and can stop it', () => {
    const standard = { OPENAI_BASE_URL: 'https://api.openai.com/v1', LANGUAGE_MODEL: 'on' };
    const empty = { OPENAI_API_KEY: '', OPENAI_BASE_URL: '', OPENAI_MODEL: '' };
    for (const environment of [{}, empty]) {
      const read = readConfig(environment);
      expect(read).toMatchObject({ kind: 'ok', config: standard });
      expect(read).not.toHaveProperty('config.OPENAI_API_KEY', '');
    }
    const wrong = { OPENAI_BASE_URL: 'qwen', LANGUAGE_MODEL: 'maybe' };
    expect(wrongOf(wrong)).toEqual(Object.keys(wrong));
  });

  it('of the environment that are none of ours do not matter', () => {
    expect(readConfig({ PATH: '/usr/bin' })).toEqual(readConfig({}));
  });

  it('that are empty count as absent where they may be absent', () => {
    const optional = ['DATABASE_URL', 'REDIS_URL', 'PUBLIC_URL', 'ADMIN_PASSWORD'];
    const empty = Object.fromEntries(optional.map((name) => [name, '']));
    const read = readConfig(empty);
    expect(read.kind).toBe('ok');
    for (const name of optional) expect(read).not.toHaveProperty(`config.${name}`, '');
  });

  it('are all reported at once when they are wrong, and never with their value', () => {
    const environment = {
      PORT: '70000',
      DATABASE_URL: 'mysql://user:hunter2@db',
      REDIS_URL: 'hunter2',
      ROLES: 'web,cook',
      PUBLIC_URL: 'hunter2',
      ADMIN_PASSWORD: 'hunter2',
      DIRECT_LINE_SECRET: 'hunter2',
      BRAND_COLOR: 'red',
      DEMO: 'yes',
    };
    expect(wrongOf(environment)).toEqual(Object.keys(environment));
    expect(JSON.stringify(readConfig(environment))).not.toContain('hunter2');
  });

  it.each([
    ['all', ['web', 'worker', 'wechat']],
    ['worker', ['worker']],
    ['worker, web', ['web', 'worker']],
  ])('give the process the roles of %s', (text, roles) => {
    expect(readConfig({ ROLES: text })).toMatchObject({ kind: 'ok', config: { ROLES: roles } });
  });

  it.each(['', 'cook', 'web,'])('refuse the roles "%s"', (text) => {
    expect(wrongOf({ ROLES: text })).toContain('ROLES');
  });
});

describe('the production start', () => {
  const serve = { CARELINE_MODE: 'serve' };
  const needed = {
    DATABASE_URL: 'postgresql://db/careline',
    DIRECT_LINE_SECRET: 'a secret of sixteen',
    ADMIN_PASSWORD: 'a password of twelve',
    PUBLIC_URL: 'https://care.example.cn',
  };

  it('refuses what the demo start makes up by itself, all at once', () => {
    expect(wrongOf(serve)).toEqual(Object.keys(needed));
  });

  it.each(Object.keys(needed))('refuses to go without %s', (name) => {
    expect(wrongOf({ ...serve, ...needed, [name]: '' })).toEqual([name]);
  });

  it('takes settings that name everything', () => {
    expect(wrongOf({ ...serve, ...needed })).toEqual([]);
  });
});

describe('the rescue partner', () => {
  const RESCUE_WEBHOOK_URL = 'https://rescue.example/hooks';
  const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
  const other = `whsec_${Buffer.alloc(64, 2).toString('base64')}`;

  it.each([
    [{}, []],
    [{ RESCUE_WEBHOOK_URL }, ['RESCUE_WEBHOOK_SECRET']],
    [{ RESCUE_WEBHOOK_URL, RESCUE_WEBHOOK_SECRET: secret }, []],
    [{ RESCUE_WEBHOOK_URL, RESCUE_WEBHOOK_SECRET: `${secret} ${other}` }, []],
    [{ RESCUE_WEBHOOK_URL, RESCUE_WEBHOOK_SECRET: 'hunter2hunter2' }, ['RESCUE_WEBHOOK_SECRET']],
    [{ RESCUE_WEBHOOK_URL, RESCUE_WEBHOOK_SECRET: 'whsec_c2hvcnQ=' }, ['RESCUE_WEBHOOK_SECRET']],
    [{ RESCUE_WEBHOOK_URL: 'rescue', RESCUE_WEBHOOK_SECRET: secret }, ['RESCUE_WEBHOOK_URL']],
  ])('set as %j is wrong in %j', (environment, wrong) => {
    expect(wrongOf(environment)).toEqual(wrong);
  });

  it('is told over https only in production', () => {
    const environment = {
      CARELINE_MODE: 'serve',
      DATABASE_URL: 'postgresql://db/careline',
      DIRECT_LINE_SECRET: 'long enough',
      ADMIN_PASSWORD: 'long enough',
      PUBLIC_URL: 'https://careline.example',
      RESCUE_WEBHOOK_SECRET: secret,
    };
    const plain = { ...environment, RESCUE_WEBHOOK_URL: 'http://rescue.example/hooks' };
    expect(wrongOf(plain)).toEqual(['RESCUE_WEBHOOK_URL']);
    expect(wrongOf({ ...environment, RESCUE_WEBHOOK_URL })).toEqual([]);
  });
});
