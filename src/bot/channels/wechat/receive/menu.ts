import type { MenuKey } from '../../../../domain/wechat/menu.ts';
import { copy } from '../../../../flows/copy/zh-cn.ts';
import type { MenuButton, OfficialAccountMenu } from '../protocol/api.ts';

/** The menu of an Official Account whose taps come back as the customer's wish: see take-event.ts. */
export function deskMenu(): OfficialAccountMenu {
  const { menuNames } = copy.wechatInbound;
  const button = (key: MenuKey): MenuButton => ({ name: menuNames[key], key });
  return {
    buttons: [
      {
        name: menuNames.claims,
        buttons: [button('FNOL'), button('CLAIM'), button('DOCUMENTS'), button('RESCUE')],
      },
      { name: menuNames.service, buttons: [button('POLICY'), button('COMPLAINT')] },
      button('AGENT'),
    ],
  };
}
