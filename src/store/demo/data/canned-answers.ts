/** A text that the demo insurer's agents send often. */
export interface DemoCannedAnswer {
  readonly shortcut: string;
  readonly title: string;
  readonly text: string;
}

/** By category, in the order in which they are shown. */
export const cannedAnswers: readonly (readonly [
  category: string,
  answers: readonly DemoCannedAnswer[],
])[] = [
  [
    '问候与结束',
    [
      {
        shortcut: 'nh',
        title: '接入问候',
        text: '{{customer.name}}，您好，我是人工客服{{agent.name}}。您和智能客服的对话我已经看到了，不用重复，我接着为您处理。',
      },
      {
        shortcut: 'sd',
        title: '请稍等',
        text: '好的，我现在去核实，大约需要两三分钟，请您稍等，查到马上回复您。',
      },
      {
        shortcut: 'jd',
        title: '让您久等',
        text: '让您久等了，{{customer.name}}。您反映的情况我已经核实清楚，向您说明如下：',
      },
      {
        shortcut: 'hb',
        title: '还有别的吗',
        text: '请问还有其他需要我帮您处理的吗？',
      },
      {
        shortcut: 'zj',
        title: '结束语',
        text: '感谢您的耐心。之后有任何问题，随时在这里告诉我们，或者拨打 {{hotline}}（24 小时）。祝您行车平安。',
      },
    ],
  ],
  [
    '理赔进度',
    [
      {
        shortcut: 'jdcx',
        title: '进度说明',
        text: '您的案件 {{claim.no}} 目前的进度是：{{claim.stage}}。有新的进展，我们会第一时间在这里通知您。',
      },
      {
        shortcut: 'jbr',
        title: '经办人',
        text: '您的案件 {{claim.no}} 由{{claim.handler}}负责，我已经把您的情况转给他，请他尽快与您联系。',
      },
      {
        shortcut: 'cb',
        title: '已催办',
        text: '我已经为您的案件 {{claim.no}} 登记加急，经办人会在 2 小时内与您联系，说明现在到哪一步、接下来要多久。',
      },
      {
        shortcut: 'dk',
        title: '赔款到账时间',
        text: '与您就赔款达成一致后，我们在 10 日内支付到您登记的账户。到账时间还取决于收款银行，一般为 1 到 3 个工作日。',
      },
      {
        shortcut: 'ds',
        title: '对定损有异议',
        text: '您对定损金额有不同意见，可以提出复核。我为您登记，请您说明是哪些项目、您了解到的价格是多少，定损员会逐项向您解释。',
      },
    ],
  ],
  [
    '报案与现场',
    [
      {
        shortcut: 'aq',
        title: '先保证安全',
        text: '请先确认人员安全：打开双闪，在来车方向放好三角警示牌，人员撤到护栏外。有人受伤请立即拨打 120 和 122。',
      },
      {
        shortcut: 'pz',
        title: '拍照要点',
        text: '请拍四类照片：事故全景（带路面标线）、两车接触部位、车辆受损近景、对方车牌和证件。拍完可以直接发在这里。',
      },
      {
        shortcut: 'ry',
        title: '有人受伤',
        text: '有人受伤时请先救人，拨打 120 和 122，不要移动现场。人伤专员会尽快与您电话联系，请保持电话畅通。',
      },
      {
        shortcut: 'jy',
        title: '道路救援',
        text: '请告诉我车辆所在的位置和故障情况，我马上为您安排道路救援。等待时请把人撤到安全的地方。',
      },
    ],
  ],
  [
    '材料',
    [
      {
        shortcut: 'cl',
        title: '材料清单',
        text: '一般需要：索赔申请书、驾驶证和行驶证、身份证、收款账户；涉及第三方的还要事故认定书或协议书、维修发票。具体以您案件的清单为准，我们一次性告知。',
      },
      {
        shortcut: 'cllx',
        title: '材料怎么交',
        text: '材料拍清楚后直接发在这个聊天里就行，不用跑网点。请保证四角完整、字迹清晰、没有反光。',
      },
      {
        shortcut: 'fp',
        title: '发票要求',
        text: '维修发票请开具给被保险人，并附上维修清单。如果修理厂与我们有直赔协议，可以不用您垫付，我帮您查一下。',
      },
      {
        shortcut: 'bq',
        title: '材料已收到',
        text: '您补充的材料已经收到并放进案件 {{claim.no}}。审核有结果我们会在这里通知您；如果还缺什么，会一次说清楚。',
      },
    ],
  ],
  [
    '保单与续保',
    [
      {
        shortcut: 'dq',
        title: '保单到期提醒',
        text: '您的保单将于 {{policy.end}} 到期。需要续保的话，我登记您的意向，由有资质的同事与您联系，是否投保完全由您决定。',
      },
      {
        shortcut: 'dzbd',
        title: '电子保单',
        text: '电子保单与纸质保单有同等效力。我为您登记发送，请核对接收的邮箱或手机号是否仍在使用。',
      },
      {
        shortcut: 'gg',
        title: '变更联系方式',
        text: '变更联系方式需要先核实身份。请不要在聊天里发送完整的身份证号和银行卡号，按提示验证后四位就可以。',
      },
      {
        shortcut: 'tb',
        title: '退保说明',
        text: '退保前请您了解：交强险只有法定情形才能解除；商业险退保按未满期天数计算退还的保费，退保后车辆将没有商业险保障。需要的话我为您登记。',
      },
    ],
  ],
  [
    '投诉与安抚',
    [
      {
        shortcut: 'zq',
        title: '致歉',
        text: '{{customer.name}}，给您带来不好的体验，非常抱歉。您说的我都记下了，先把事情弄清楚，再给您一个明确的答复。',
      },
      {
        shortcut: 'ts',
        title: '投诉已登记',
        text: '您的投诉已经登记，编号 {{complaint.no}}。48 小时内会有专人与您联系，72 小时内给您处理意见；如果需要更久，我们会提前说明原因。',
      },
      {
        shortcut: 'qd',
        title: '其他渠道',
        text: '您也可以拨打 {{hotline}} 向我们的消费者权益保护部门反映；对处理结果不满意，可以拨打 12378 向监管部门反映，这是您的权利。',
      },
    ],
  ],
];
