import { describe, expect, it } from 'vitest';
import {
  type BotFrameworkMode,
  findServiceUrlProblem,
} from '../../../../src/bot/channels/botframework/service-url.ts';

describe('a service address', () => {
  it.each<[BotFrameworkMode, string]>([
    ['local', 'http://localhost:9000'],
    ['local', 'http://127.0.0.1:9000/x'],
    ['local', 'https://[::1]:9000'],
    ['local', 'http://127.8.9.1'],
    // The URL parser reads these as 127.0.0.1, and so would fetch.
    ['local', 'http://0x7f.1:80/'],
    ['local', 'http://2130706433/'],
    ['app', 'https://smba.trafficmanager.net/apac/'],
    ['app', 'https://webchat.botframework.com/'],
  ])('in mode %s may be %s', (mode, url) => {
    expect(findServiceUrlProblem(url, mode)).toBeUndefined();
  });

  it.each<[BotFrameworkMode, string]>([
    ['local', 'http://169.254.169.254/latest/meta-data'],
    ['local', 'http://10.0.0.1'],
    ['local', 'http://127.0.0.1.example.com'],
    ['local', 'http://localhost.example.com'],
    ['local', 'http://localhost@example.com'],
    ['local', 'http://[::ffff:10.0.0.1]'],
    ['local', 'http://0.0.0.0:6379'],
    ['local', 'https://smba.trafficmanager.net/'],
    ['local', 'file:///etc/passwd'],
    ['local', 'gopher://127.0.0.1:6379'],
    ['local', 'nonsense'],
    ['local', ''],
    ['app', 'http://smba.trafficmanager.net/apac/'],
    ['app', 'https://169.254.169.254/'],
    ['app', 'https://0x7f.1/'],
    ['app', 'https://[::1]/'],
    ['app', 'https://localhost/'],
    ['app', 'https://intranet/'],
    ['app', 'https://x.localhost/'],
    ['app', 'https://user:pass@smba.trafficmanager.net/'],
  ])('in mode %s must not be %s', (mode, url) => {
    expect(findServiceUrlProblem(url, mode)).toBeTypeOf('string');
  });
});
