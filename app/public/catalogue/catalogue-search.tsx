import { useLocation } from "@remix-run/react"
import type { ReactNode } from "react"
import { ADMIN_LEVEL_LABELS, SERVICE_LEVEL_LABELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import type { CatalogueQuery } from "#workflows/public-catalogue/catalogue-query.ts"
import type { CataloguePage } from "#workflows/screens/catalogue-page.server.ts"
import { SearchField } from "../search-field.tsx"

type CatalogueSearchProps = {
  query: CatalogueQuery
  options: CataloguePage["options"]
  /** The day as typed, empty for today; null where the list is of no day. */
  askedDay: string | null
}

/** Words and filters of the public list as a GET form: what is shown stands in the address, and no script is needed. */
export function CatalogueSearch({ query, options, askedDay }: CatalogueSearchProps) {
  const { pathname } = useLocation()
  const { q, page: _, ...filters } = query
  const isAnySet = Boolean(askedDay) || Object.values(filters).some((value) => value !== "")
  return (
    <search>
      <form method="get" action={pathname}>
        <div className="line">
          <SearchField value={q} />
          <button type="submit">Tìm</button>
          {isAnySet || q !== "" ? <a href={pathname}>Xóa tìm kiếm</a> : null}
        </div>
        <details open={isAnySet}>
          <summary>
            Lọc theo mức độ, cấp, cơ quan, lĩnh vực, đối tượng{askedDay === null ? "" : "; xem theo ngày"}
          </summary>
          <div className="grid">
            <Choice name="level" label="Mức độ" value={query.level} every="Mọi mức độ">
              {SERVICE_LEVELS.map((level) => (
                <option key={level} value={level}>
                  {SERVICE_LEVEL_LABELS[level]}
                </option>
              ))}
            </Choice>
            <Choice name="adminLevel" label="Cấp thực hiện" value={query.adminLevel} every="Mọi cấp">
              {options.adminLevels.map((level) => (
                <option key={level} value={level}>
                  {ADMIN_LEVEL_LABELS[level]}
                </option>
              ))}
            </Choice>
            <Choice name="agency" label="Cơ quan thực hiện" value={query.agency} every="Mọi cơ quan">
              {options.agencies.map(toOption)}
            </Choice>
            <Choice name="field" label="Lĩnh vực" value={query.field} every="Mọi lĩnh vực">
              {options.fields.map(toOption)}
            </Choice>
            <Choice
              name="applicant"
              label="Đối tượng thực hiện"
              value={query.applicant}
              every="Mọi đối tượng"
            >
              {options.applicants.map((applicant) => (
                <option key={applicant}>{applicant}</option>
              ))}
            </Choice>
            {askedDay === null ? null : (
              <div className="field">
                <label htmlFor="ngay">Có hiệu lực vào ngày (ngày/tháng/năm)</label>
                <input
                  type="text"
                  id="ngay"
                  name="ngay"
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={10}
                  placeholder="15/05/2023"
                  defaultValue={askedDay}
                />
              </div>
            )}
          </div>
          <button type="submit" className="quiet">
            Áp dụng bộ lọc
          </button>
        </details>
      </form>
    </search>
  )
}

const toOption = ({ value, label }: { value: string; label: string }) => (
  <option key={value} value={value}>
    {label}
  </option>
)

type ChoiceProps = { name: string; label: string; value: string; every: string; children: ReactNode }

function Choice({ name, label, value, every, children }: ChoiceProps) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={value}>
        <option value="">{every}</option>
        {children}
      </select>
    </div>
  )
}
