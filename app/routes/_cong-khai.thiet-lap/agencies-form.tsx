import { formatNumber } from "#models/shared/numbers.ts"
import type { OfferedAgency } from "#workflows/setup/nation-tables.ts"
import type { FieldErrors } from "../../http/parse-form.ts"
import { CheckboxField, HiddenField, PasswordField, TextField } from "../../public/fields.tsx"
import { PublicForm } from "../../public/form.tsx"

type Offer = { province: string; name: string; communes: number; agencies: OfferedAgency[] }
type AgenciesFormProps = {
  offer: Offer
  values: Record<string, unknown> | undefined
  errors: FieldErrors | undefined
}

const GROUPS: { title: string; note: string; has: (one: OfferedAgency) => boolean }[] = [
  {
    title: "Cơ quan thuộc tỉnh, thành phố",
    note: "Đánh dấu cơ quan đang có; sửa tên cho đúng nghị quyết của HĐND.",
    has: ({ kind }) => kind !== "CENTRAL_BRANCH",
  },
  {
    title: "Cơ quan trung ương đặt tại địa phương",
    note: "Ngành dọc tự thực hiện thủ tục của mình; sửa số khu vực cho đúng.",
    has: ({ kind }) => kind === "CENTRAL_BRANCH",
  },
]

/** What the province has, to be ticked and corrected, and its first administrator. */
export function AgenciesForm({ offer, values, errors }: AgenciesFormProps) {
  return (
    <PublicForm errors={errors} values={valuesFor(offer, values)}>
      <HiddenField name="intent" />
      <HiddenField name="code" />
      <HiddenField name="province" />
      <p>
        <strong>{offer.name}</strong>: {formatNumber(offer.communes)} xã, phường, đặc khu được nạp sẵn với mã
        của cơ quan thống kê.
      </p>
      {GROUPS.map(({ title, note, has }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          <p>{note} Mã định danh theo QĐ 20/2020/QĐ-TTg; để trống nếu chưa có.</p>
          <div>
            {offer.agencies.map((one, index) =>
              has(one) ? <AgencyRow key={one.id} agency={one} at={`agencies.${index}`} /> : null,
            )}
          </div>
        </section>
      ))}
      <section aria-label="Quản trị viên đầu tiên">
        <h2>Quản trị viên đầu tiên</h2>
        <div className="narrow">
          <TextField
            name="admin.id"
            label="Tên đăng nhập"
            autoComplete="username"
            autoCapitalize="none"
            required
          />
          <TextField name="admin.fullName" label="Họ và tên" autoComplete="name" required />
          <PasswordField
            name="admin.password"
            label="Mật khẩu"
            description="Ít nhất 12 ký tự."
            autoComplete="new-password"
            required
          />
          <PasswordField
            name="again.password"
            label="Nhập lại mật khẩu"
            autoComplete="new-password"
            required
          />
        </div>
      </section>
      <button type="submit">Thiết lập và đăng nhập</button>
    </PublicForm>
  )
}

/** One agency: whether there is one, and what it is called. */
function AgencyRow({ agency, at }: { agency: OfferedAgency; at: string }) {
  const isUnsure = agency.confidence !== "high"
  return (
    <fieldset className="grid">
      <legend className="visually-hidden">{agency.name}</legend>
      <HiddenField name={`${at}.id`} />
      <CheckboxField
        name={`${at}.on`}
        label={agency.name}
        description={[
          agency.adminLevel === "COMMUNE" ? "Đơn vị ở cấp xã" : "",
          isUnsure ? "Tên chưa kiểm" : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      />
      <TextField name={`${at}.name`} label="Tên" />
      <TextField name={`${at}.shortName`} label="Tên ngắn" />
      <TextField name={`${at}.orgCode`} label="Mã định danh" />
    </fieldset>
  )
}

/** As offered, or as typed before something was found wrong. */
const valuesFor = (offer: Offer, values: Record<string, unknown> | undefined) => {
  const typed = Array.isArray(values?.agencies) ? (values.agencies as Record<string, unknown>[]) : null
  return {
    ...values,
    intent: "finish",
    province: offer.province,
    agencies: offer.agencies.map(
      ({ id, name, shortName, orgCode, isTicked }, index) =>
        typed?.[index] ?? { id, name, shortName, orgCode, on: isTicked ? "on" : undefined },
    ),
  }
}
