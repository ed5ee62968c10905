import type { NewServiceRequest } from '../../../src/domain/service-request.ts';
import type { CancelRescue, RegisterServiceRequest } from '../../../src/domain/write.ts';

/** When the rescue of these tests was asked for. */
export const NOW = new Date('2026-06-20T02:00:00Z');

/** A car that has to be towed from a motorway. */
export const REQUEST: NewServiceRequest = {
  requestNo: 'SR20260620000001',
  requestedAt: NOW,
  identityId: 'idn_1',
  conversationId: 'con_1',
  contactPhone: '13800001234',
  plate: '粤B12345',
  isUrgent: true,
  details: {
    kind: 'roadside_assistance',
    problem: 'tow',
    place: '广深高速往深圳方向 K23',
    latitude: 22.5,
    longitude: 114.1,
    isDangerous: true,
    destination: '就近修理厂',
  },
};
export const REGISTER: RegisterServiceRequest = {
  kind: 'registerServiceRequest',
  request: REQUEST,
};
export const CANCEL: CancelRescue = {
  kind: 'cancelRescue',
  requestNo: REQUEST.requestNo,
  identityId: 'idn_1',
};
