import type { ProfileField } from '../../domain/service-request.ts';

const FIELDS: Readonly<Record<ProfileField, string>> = {
  phone: '手机号',
  address: '联系地址',
  plate: '车牌号',
  name: '姓名',
  id_number: '证件号码',
  vehicle: '车辆信息',
  owner: '车主（过户）',
  payee_account: '收款账户',
  contact_person: '联系人',
};

type WithPeople = Exclude<ProfileField, 'phone' | 'address' | 'contact_person'>;

/** Papers that a colleague asks for; never to be sent as numbers in a chat. */
const PAPERS: Readonly<Record<WithPeople, string>> = {
  plate: '新的行驶证（正副本）、投保人身份证明',
  name: '投保人身份证明，改名的还需要户口本或公安机关的更名证明',
  id_number: '有效的身份证件原件或照片',
  vehicle: '行驶证或机动车登记证书，新车可用合格证',
  owner: '过户后的登记证书或行驶证、新旧车主的身份证明',
  payee_account: '被保险人本人的身份证明和本人名下的银行卡',
};

/** Own details: what the customer changes alone, and what a person has to check papers for (domain.md 3.4). */
export const profile = {
  title: '修改资料',
  field: (field: ProfileField) => FIELDS[field],
  fieldLabel: '修改项目',
  askField: [
    '请问要修改哪一项？可以点选，也可以回复序号：',
    '1. 手机号',
    '2. 联系地址',
    '3. 车牌号',
    '4. 车主（过户）',
    '5. 姓名',
    '6. 证件号码',
    '7. 车辆信息（车架号、发动机号等）',
    '8. 收款账户',
    '9. 联系人',
  ].join('\n'),
  thenAlso: (field: ProfileField) => `好的，这一项办完，接着改${FIELDS[field]}。`,
  newPhoneLabel: '新手机号',
  askNewPhone: '好的，请告诉我新的手机号。',
  phoneFormat: '手机号应该是 11 位数字，请再发一次。',
  samePhone: '这就是现在登记的手机号，不需要修改。请告诉我新的手机号。',
  addressLabel: '新地址',
  askAddress: '好的，请告诉我新的联系地址，写到门牌号，例如“深圳市南山区科苑路 15 号 2 栋 301”。',
  addressFormat: '没有看清地址，请写完整一些，例如“深圳市南山区科苑路 15 号 2 栋 301”。',
  newPlateLabel: '车牌号',
  askNewPlate: '好的，请问新的车牌号是？',
  samePlate: (plate: string) => `${plate} 是现在登记的车牌。`,
  askCar: '请问是哪辆车？请告诉我车牌号。',
  personLabel: '联系人姓名',
  askPerson: '请问新的联系人怎么称呼？',
  askPersonPhone: '请告诉我联系人的手机号。',
  askPhone: '请告诉我方便联系您的手机号。',
  readBackPhone: (masked: string) =>
    `请核对：把联系手机号改为 ${masked}。没问题的话，我登记后由同事与您核实办理。`,
  readBackAddress: (masked: string) =>
    `请核对：把联系地址改为 ${masked}（门牌号已为您隐藏，以您刚才发的为准）。没问题的话，马上为您修改。`,
  readBackPerson: (name: string, masked: string) =>
    `请核对：把联系人改为 ${name}，手机号 ${masked}。请确认对方同意作为您的联系人。`,
  readBackPeople: (parts: {
    field: ProfileField;
    plate: string | undefined;
    newPlate: string | undefined;
    phone: string;
  }) =>
    [
      `请核对：修改${FIELDS[parts.field]}${parts.plate === undefined ? '' : `，车辆 ${parts.plate}`}${
        parts.newPlate === undefined ? '' : `，新车牌 ${parts.newPlate}`
      }，联系电话 ${parts.phone}。`,
      '这一项需要同事核对证件后修改，没问题的话，我马上登记。',
    ].join('\n'),
  codeSent: (masked: string) =>
    `验证码已发到新手机号 ${masked}，5 分钟内有效，请把 6 位验证码发给我，核对后马上修改。号码不对的话，直接发正确的号码；一分钟后仍未收到，可以重新发送或者转人工。`,
  codeFormat: '验证码是 6 位数字，请再发一次。',
  codeLabel: '验证码',
  codeWrong: '验证码不对或者已经过期，请检查后再发一次，也可以重新发送，或者转人工。',
  labels: { resend: '重新发送验证码', otherNumber: '换个号码', details: '修改其他资料' },
  phoneChanged: (masked: string, number: string) =>
    `手机号已改为 ${masked}，马上生效，编号 ${number}。以后核对身份、接收通知都用新的手机号。如果不是您本人要改的，请马上转人工。`,
  addressChanged: (masked: string, number: string) =>
    `联系地址已改为 ${masked}，马上生效，编号 ${number}。以后寄给您的保单、通知等纸质文件都会寄到新地址。`,
  registered: (p: { field: ProfileField; number: string; call: string }) =>
    `${FIELDS[p.field]}的修改已登记，编号 ${p.number}，并已为您登记人工服务。同事${p.call}，核实后办理。`,
  papers: (field: WithPeople) => `请准备：${PAPERS[field]}。`,
  /** 保险法 49: whoever sells or buys an insured car tells the insurer in time. */
  ownerNote: '车辆过户后请尽快办理批改，保单由新车主继续使用；办好之前，原来的登记不变。',
  /** domain.md 3.4: a payee account is changed by a person who has proved who is asking. */
  payeeNote:
    '赔款只打到被保险人本人的账户。收款账户由同事核实身份后登记，请不要在聊天里发送银行卡号。',
  idNote: '完整的证件号码请不要发在聊天里，同事核对证件时一并办理。',
  plateNote: '换牌期间保单继续有效，批改后会更新到保单上。',
  notChangedYet: '办好之前，登记的资料不变。',
} as const;
