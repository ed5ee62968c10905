/** One branch of the demo insurer with what belongs to its region. */
export interface DemoBranch {
  readonly name: string;
  /** GB/T 2260 code of its district: the head of ID numbers, and part of policy and claim numbers. */
  readonly regionCode: string;
  /** Province and city letter of its number plates. */
  readonly plateHead: string;
  /** Province, city, district: the head of its customers' addresses. */
  readonly district: string;
  readonly roads: readonly string[];
  readonly accidentPlaces: readonly string[];
}

export const branches: readonly DemoBranch[] = [
  {
    name: '上海分公司长宁支公司',
    regionCode: '310105',
    plateHead: '沪A',
    district: '上海市长宁区',
    roads: ['仙霞路', '天山路', '虹桥路', '安顺路', '古北路'],
    accidentPlaces: [
      '长宁区天山路娄山关路口',
      '长宁区仙霞路水城路口',
      '中环路内圈虹桥路下匝道',
      '长宁区古北路地下车库入口',
      '延安高架路江苏路上匝道',
    ],
  },
  {
    name: '上海分公司浦东支公司',
    regionCode: '310115',
    plateHead: '沪B',
    district: '上海市浦东新区',
    roads: ['张杨路', '浦东大道', '锦绣路', '龙阳路', '川沙路'],
    accidentPlaces: [
      '浦东新区张杨路源深路口',
      '杨高中路罗山路立交',
      '浦东新区锦绣路花木路口',
      '外环隧道浦东出口',
      '浦东新区川沙路停车场内',
    ],
  },
  {
    name: '上海分公司闵行支公司',
    regionCode: '310112',
    plateHead: '沪C',
    district: '上海市闵行区',
    roads: ['莘松路', '七莘路', '沪闵路', '都市路', '漕宝路'],
    accidentPlaces: [
      '闵行区七莘路顾戴路口',
      '沪闵路高架莘庄上匝道',
      '闵行区都市路春申路口',
      '嘉闵高架路北青公路段',
      '闵行区漕宝路小区地面车位',
    ],
  },
  {
    name: '江苏分公司苏州中心支公司',
    regionCode: '320508',
    plateHead: '苏E',
    district: '江苏省苏州市姑苏区',
    roads: ['人民路', '干将东路', '三香路', '东环路', '桐泾北路'],
    accidentPlaces: [
      '苏州市姑苏区人民路干将路口',
      '苏州市东环高架路独墅湖大道出口',
      '苏州市姑苏区三香路桐泾路口',
      '京沪高速苏州新区收费站',
      '苏州市姑苏区商场地下二层车库',
    ],
  },
  {
    name: '浙江分公司杭州中心支公司',
    regionCode: '330106',
    plateHead: '浙A',
    district: '浙江省杭州市西湖区',
    roads: ['文一西路', '天目山路', '古墩路', '教工路', '丰潭路'],
    accidentPlaces: [
      '杭州市西湖区文一西路古墩路口',
      '杭州市中河高架路体育场路匝道',
      '杭州市西湖区教工路天目山路口',
      '沪杭高速杭州收费站广场',
      '杭州市西湖区丰潭路路边停车位',
    ],
  },
];

/** A made-up address of a customer. */
export function addressIn(branch: DemoBranch, road: string, houseNumber: number): string {
  return `${branch.district}${road}${houseNumber}号`;
}
