export type VehicleEnergy = 'petrol' | 'plug_in_hybrid' | 'electric';

/** A model that customers of the demo insurer drive. */
export interface DemoModel {
  readonly name: string;
  readonly energy: VehicleEnergy;
  /** World manufacturer identifier, the first three of the VIN. */
  readonly maker: string;
  /** Value when new, in yuan: what the own-damage cover starts from. */
  readonly valueYuan: number;
}

export const models: readonly DemoModel[] = [
  { name: '大众 朗逸 1.5L', energy: 'petrol', maker: 'LSV', valueYuan: 110_000 },
  { name: '大众 帕萨特 380TSI', energy: 'petrol', maker: 'LSV', valueYuan: 210_000 },
  { name: '别克 君威 552T', energy: 'petrol', maker: 'LSG', valueYuan: 180_000 },
  { name: '丰田 卡罗拉 1.2T', energy: 'petrol', maker: 'LFM', valueYuan: 120_000 },
  { name: '本田 雅阁 260TURBO', energy: 'petrol', maker: 'LHG', valueYuan: 190_000 },
  { name: '日产 轩逸 1.6L', energy: 'petrol', maker: 'LGB', valueYuan: 105_000 },
  { name: '宝马 325Li', energy: 'petrol', maker: 'LBV', valueYuan: 330_000 },
  { name: '奔驰 E 300 L', energy: 'petrol', maker: 'LE4', valueYuan: 480_000 },
  { name: '奥迪 A6L 45 TFSI', energy: 'petrol', maker: 'LFV', valueYuan: 430_000 },
  { name: '吉利 星越L 2.0TD', energy: 'petrol', maker: 'L6T', valueYuan: 160_000 },
  { name: '比亚迪 秦PLUS DM-i', energy: 'plug_in_hybrid', maker: 'LGX', valueYuan: 115_000 },
  { name: '荣威 eRX5', energy: 'plug_in_hybrid', maker: 'LSJ', valueYuan: 170_000 },
  { name: '比亚迪 汉EV', energy: 'electric', maker: 'LGX', valueYuan: 220_000 },
  { name: '特斯拉 Model Y', energy: 'electric', maker: 'LRW', valueYuan: 260_000 },
  { name: '荣威 i6 MAX EV', energy: 'electric', maker: 'LSJ', valueYuan: 150_000 },
];
