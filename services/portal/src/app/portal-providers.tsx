import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { createFormat } from '../texts/format.ts';
import { texts } from '../texts/texts.ts';
import { ConfirmProvider } from '../ui/confirm.tsx';
import { FormatContext } from '../ui/format-context.ts';
import { ToastProvider } from '../ui/toasts.tsx';
import { type Portal, PortalContext } from './portal-context.ts';

export interface PortalProvidersProps extends Portal {
  queryClient: QueryClient;
  children: ReactNode;
}

/** Everything that any page may use. The policy of our pages forbids style elements, so Base UI renders none. */
export function PortalProviders({ api, session, settings, queryClient, children }: PortalProvidersProps) {
  const [format] = useState(() => createFormat({ locale: texts.common.locale, timeZone: settings.time_zone }));
  useForgettingAtSignOut({ session, queryClient });
  return (
    <CSPProvider disableStyleElements>
      <PortalContext value={{ api, session, settings }}>
        <FormatContext value={format}>
          <QueryClientProvider client={queryClient}>
            <Tooltip.Provider delay={500}>
              <ToastProvider>
                <ConfirmProvider>{children}</ConfirmProvider>
              </ToastProvider>
            </Tooltip.Provider>
          </QueryClientProvider>
        </FormatContext>
      </PortalContext>
    </CSPProvider>
  );
}

/** What one person has loaded is not for the next. */
function useForgettingAtSignOut({ session, queryClient }: Pick<PortalProvidersProps, 'session' | 'queryClient'>): void {
  useEffect(() => {
    let person = session.state().signIn?.key;
    return session.subscribe(() => {
      const next = session.state().signIn?.key;
      if (next !== person) queryClient.clear();
      person = next;
    });
  }, [session, queryClient]);
}
