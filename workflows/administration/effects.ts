/** What a change of office data may move; every change says of each how much, also none. */
const EFFECT_LABELS = {
  services: "Dịch vụ công",
  registrations: "Đăng ký đang chạy",
  roles: "Vai trò, người làm",
  deadlines: "Thời hạn",
  documents: "Văn bản, danh mục đang lập",
  messages: "Bản ghi gửi cổng",
} as const
export type EffectKind = keyof typeof EFFECT_LABELS

export type EffectItem = { text: string; registrationId?: string; campaignId?: string }

export type Effects = {
  moved: Partial<Record<EffectKind, EffectItem[]>>
  /** What is said beside the numbers: what stays, what to look after. */
  notes: string[]
}

/** Lines drawn of one kind; the rest is counted. */
const SHOWN = 200

/** From so many on, the number is answered by typing it. */
export const LARGE_EFFECT = 100

export type ShownEffect = { kind: EffectKind; label: string; count: number; items: EffectItem[] }

/** Every kind with its number, and its list as far as it is drawn. */
export const shownEffects = ({ moved }: Effects): ShownEffect[] =>
  (Object.keys(EFFECT_LABELS) as EffectKind[]).map((kind) => ({
    kind,
    label: EFFECT_LABELS[kind],
    count: moved[kind]?.length ?? 0,
    items: moved[kind]?.slice(0, SHOWN) ?? [],
  }))
