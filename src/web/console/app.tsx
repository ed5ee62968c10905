import { App as AntdApp, ConfigProvider, theme } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { ApiError, isAbort, onSignedOut } from './api.ts';
import { Failure, Waiting } from './components/states.tsx';
import { COPY } from './copy.ts';
import { fetchMe, type Me, type Session, SessionContext, signOut } from './session.ts';
import { CrashGuard } from './shell/crash-guard.tsx';
import { Shell } from './shell/shell.tsx';
import { SignIn } from './shell/sign-in.tsx';
import { openStore } from './storage.ts';
import { themeOf, useTheme } from './theme.ts';

interface ConsoleAppProps {
  readonly brandName: string;
  readonly styleNonce: string;
}

/** The whole console. */
export function ConsoleApp({ brandName, styleNonce }: ConsoleAppProps) {
  const look = useTheme();
  const csp = useMemo(() => ({ nonce: styleNonce }), [styleNonce]);
  return (
    <ConfigProvider
      locale={zhCN}
      csp={csp}
      theme={themeOf(look.isDark)}
      // Two characters stay together: 接待, not 接 待.
      button={{ autoInsertSpace: false }}
    >
      <AntdApp className="console" message={{ maxCount: 3 }}>
        <Colors isDark={look.isDark} />
        <CrashGuard>
          <Gate brandName={brandName} look={look} />
        </CrashGuard>
      </AntdApp>
    </ConfigProvider>
  );
}

type Who =
  | { readonly kind: 'asking' }
  | { readonly kind: 'unknown'; readonly error: unknown }
  | { readonly kind: 'nobody'; readonly isExpired: boolean }
  | { readonly kind: 'signed_in'; readonly me: Me };

/** Sign-in, or the console behind it. The address stays, so that one comes back to where one was. */
function Gate({
  brandName,
  look,
}: {
  readonly brandName: string;
  readonly look: ReturnType<typeof useTheme>;
}) {
  const [who, setWho] = useState<Who>({ kind: 'asking' });
  useEffect(() => {
    if (who.kind !== 'asking') return undefined;
    const giveUp = new AbortController();
    fetchMe(giveUp.signal).then(
      (me) => setWho({ kind: 'signed_in', me }),
      (error: unknown) => {
        if (isAbort(error)) return;
        const isNobody = error instanceof ApiError && error.status === 401;
        setWho(isNobody ? { kind: 'nobody', isExpired: false } : { kind: 'unknown', error });
      },
    );
    return () => giveUp.abort();
  }, [who.kind]);
  useEffect(
    () =>
      onSignedOut(() =>
        setWho((before) =>
          before.kind === 'signed_in' ? { kind: 'nobody', isExpired: true } : before,
        ),
      ),
    [],
  );
  const leave = useCallback(async (): Promise<void> => {
    await signOut();
    openStore('session').clear();
    setWho({ kind: 'nobody', isExpired: false });
  }, []);
  switch (who.kind) {
    case 'asking':
      return <Waiting isPage />;
    case 'unknown':
      return (
        <Failure
          isPage
          what={COPY.product}
          error={who.error}
          onRetry={() => setWho({ kind: 'asking' })}
        />
      );
    case 'nobody':
      return (
        <SignIn
          brandName={brandName}
          isExpired={who.isExpired}
          onSignedIn={(me) => setWho({ kind: 'signed_in', me })}
        />
      );
    case 'signed_in':
      return <SignedIn me={who.me} leave={leave} brandName={brandName} look={look} />;
  }
}

function SignedIn({
  me,
  leave,
  ...rest
}: {
  readonly me: Me;
  readonly leave: () => Promise<void>;
  readonly brandName: string;
  readonly look: ReturnType<typeof useTheme>;
}) {
  const session = useMemo<Session>(() => ({ me, signOut: leave }), [me, leave]);
  return (
    <SessionContext value={session}>
      <Shell {...rest} />
    </SessionContext>
  );
}

/** The theme's colours for our own CSS. Set through the object model, which the security policy allows. */
function Colors({ isDark }: { readonly isDark: boolean }) {
  const { token } = theme.useToken();
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const colors: Readonly<Record<string, string>> = {
      '--ground': token.colorBgLayout,
      '--surface': token.colorBgContainer,
      '--raised': token.colorBgElevated,
      '--line': token.colorBorderSecondary,
      '--text': token.colorText,
      '--text-2': token.colorTextSecondary,
      '--text-3': token.colorTextTertiary,
      '--fill': token.colorFillTertiary,
      '--fill-2': token.colorFillSecondary,
      '--primary': token.colorPrimary,
      '--primary-bg': token.colorPrimaryBg,
      '--mine': token.colorPrimaryBgHover,
      '--primary-text': token.colorPrimaryText,
      '--error': token.colorError,
      '--error-bg': token.colorErrorBg,
      '--warning': token.colorWarning,
      '--warning-bg': token.colorWarningBg,
      // antd's own are too pale for small text on a light ground (WCAG 1.4.3).
      '--warning-text': isDark ? token.colorWarningText : '#ad6800',
      '--success-text': isDark ? token.colorSuccessText : '#237804',
      '--error-text': isDark ? token.colorErrorText : '#cf1322',
      '--success': token.colorSuccess,
      '--font': token.fontFamily,
    };
    for (const [name, value] of Object.entries(colors)) style.setProperty(name, value);
  }, [token, isDark]);
  return null;
}
