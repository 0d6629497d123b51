import { ROLE_LABELS, ROLES, type Role } from "#models/shared/workflow.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["validFrom"]

/** What is asked of those who sign in. */
export const accountRules: ReferenceTable = {
  id: "tai-khoan",
  lead: "Vai trò nào phải xác thực hai bước; sau bao lâu việc hệ trọng hỏi lại mật khẩu, theo ngày.",
  fields: [
    {
      kind: "LINES",
      name: "secondFactorRoles",
      label: "Vai trò phải xác thực hai bước",
      description: `Mỗi dòng một vai trò: ${ROLES.map((role) => ROLE_LABELS[role]).join(", ")}. Để trống: không bắt buộc vai trò nào.`,
      max: 60,
      isOptional: true,
    },
    {
      kind: "NUMBER",
      name: "provenMinutes",
      label: "Hỏi lại mật khẩu sau (phút)",
      description: "Ký, đóng dấu, phê duyệt hàng loạt và quản trị hỏi lại khi quá số phút này; từ 1 đến 720.",
      min: 1,
      max: 720,
      isWhole: true,
    },
    { kind: "TEXT", name: "reason", label: "Lý do", max: 500 },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("accountRules", KEY, {
    row: ({ secondFactorRoles, provenMinutes, reason, validFrom, validTo }) => ({
      secondFactorRoles: secondFactorRoles.map((role) => ROLE_LABELS[role]),
      provenMinutes,
      reason,
      validFrom,
      validTo,
    }),
    stored: ({ secondFactorRoles, provenMinutes, reason, validFrom, validTo }) => ({
      secondFactorRoles: namesOf(secondFactorRoles).flatMap((name) => roleNamed(name) ?? []),
      provenMinutes: Number(provenMinutes),
      reason: String(reason),
      validFrom: String(validFrom),
      validTo: typeof validTo === "string" ? validTo : null,
    }),
  }),
  faults: (change) => [
    ...change.rows.flatMap(({ key, after }) =>
      namesOf(after?.secondFactorRoles)
        .filter((name) => roleNamed(name) === null)
        .map((name) => ({
          key,
          field: "secondFactorRoles",
          message: `Không có vai trò «${name}». Ghi đúng một trong: ${ROLES.map((role) => ROLE_LABELS[role]).join(", ")}.`,
        })),
    ),
    ...overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: () => true,
      message: () => "Đã có quy tắc tài khoản khác trong cùng thời gian",
    }),
  ],
  effects: () => ({
    moved: {},
    notes: [
      "Ai giữ vai trò được ghi mà chưa có bước hai sẽ được dẫn tới trang cài đặt ở lần đăng nhập kế tiếp.",
    ],
  }),
}

const namesOf = (cell: unknown): string[] => (Array.isArray(cell) ? cell.map(String) : [])

const roleNamed = (name: string): Role | null =>
  ROLES.find(
    (role) => role === name || ROLE_LABELS[role].localeCompare(name, "vi", { sensitivity: "base" }) === 0,
  ) ?? null
