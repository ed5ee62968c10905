import type { ReactNode } from 'react';

function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const CheckIcon = () => (
  <Icon>
    <path d="M5.5 12.5l4.2 4.2 8.8-9.2" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path d="M14.5 5.5L8 12l6.5 6.5" />
  </Icon>
);
export const LinkOffIcon = () => (
  <Icon>
    <path d="M9.5 14.5l5-5M10.5 6.8l1.7-1.7a4 4 0 0 1 5.7 5.7l-1.7 1.7M13.5 17.2l-1.7 1.7a4 4 0 0 1-5.7-5.7l1.7-1.7" />
  </Icon>
);
export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </Icon>
);
export const CloudOffIcon = () => (
  <Icon>
    <path d="M4 9.5a12 12 0 0 1 16 0M7 13a7.5 7.5 0 0 1 10 0M10 16.4a3.2 3.2 0 0 1 4 0M4.5 4.5l15 15" />
  </Icon>
);
export const HeartIcon = () => (
  <Icon>
    <path d="M12 19.5s-7.5-4.4-7.5-9.6A4.2 4.2 0 0 1 12 7.4a4.2 4.2 0 0 1 7.5 2.5c0 5.2-7.5 9.6-7.5 9.6z" />
  </Icon>
);
export const ChatIcon = () => (
  <Icon>
    <path d="M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-7L7.5 20v-3.5H5A1.5 1.5 0 0 1 3.5 15V7A1.5 1.5 0 0 1 5 5.5z" />
  </Icon>
);
export const PenIcon = () => (
  <Icon>
    <path d="M5 19l1-4L16 5l3 3L9 18zM13.5 7.5l3 3" />
  </Icon>
);
