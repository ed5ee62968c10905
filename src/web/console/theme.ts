import { type ThemeConfig, theme } from 'antd';
import { useEffect, useState } from 'react';
import { openStore } from './storage.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEMES)[number];

const KEY = 'theme';
const DARK = '(prefers-color-scheme: dark)';

/** What the person chose, and whether it is dark now. */
export function useTheme(): {
  readonly choice: ThemeChoice;
  readonly isDark: boolean;
  readonly choose: (choice: ThemeChoice) => void;
} {
  const [store] = useState(() => openStore('local'));
  const [choice, setChoice] = useState<ThemeChoice>(
    () => THEMES.find((known) => known === store.read(KEY)) ?? 'auto',
  );
  const [isSystemDark, setSystemDark] = useState(() => window.matchMedia(DARK).matches);
  useEffect(() => {
    const media = window.matchMedia(DARK);
    const follow = (): void => setSystemDark(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  const isDark = choice === 'auto' ? isSystemDark : choice === 'dark';
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  }, [isDark]);
  return {
    choice,
    isDark,
    choose: (next) => {
      store.write(KEY, next);
      setChoice(next);
    },
  };
}

const FONT =
  "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

/** Calm for eight hours: little colour, quiet lines, text a little smaller than antd's. */
export function themeOf(isDark: boolean): ThemeConfig {
  return {
    algorithm: isDark ? [theme.darkAlgorithm] : [theme.defaultAlgorithm],
    token: {
      colorPrimary: isDark ? '#4c8dff' : '#2160d4',
      colorInfo: isDark ? '#4c8dff' : '#2160d4',
      borderRadius: 6,
      fontFamily: FONT,
      ...(isDark ? { colorBgBase: '#15181d' } : { colorBgLayout: '#f3f5f8' }),
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none' },
      Tabs: { horizontalMargin: '0' },
    },
  };
}
