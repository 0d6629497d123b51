import { Link } from "@remix-run/react"
import { isOpenRemark } from "#models/registration/remark.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { paths } from "../../http/paths.ts"
import type { RegistrationScreenData } from "./screen-data.ts"
import type { Tab } from "./tab-of.ts"
import classes from "./tabs.module.css"

/** The parts of the screen as links, each with what it holds. */
export function Tabs({ page }: { page: RegistrationScreenData }) {
  const { context, attachments, comments, registration } = page
  const open = context.remarks.filter(isOpenRemark).length
  const labels: [Tab, string][] = [
    ["tra-loi", "Trả lời"],
    ["thu-tuc", "Nội dung thủ tục"],
    ["tep", `Tệp ${formatNumber(attachments.length)}`],
    [
      "nhan-xet",
      `Nhận xét ${formatNumber(context.remarks.length + comments.length)}${open > 0 ? `, ${formatNumber(open)} đang mở` : ""}`,
    ],
    ["lich-su", "Lịch sử"],
  ]
  return (
    <nav aria-label="Các phần của đăng ký">
      <ul className={classes.tabs}>
        {labels.map(([tab, label]) => (
          <li key={tab}>
            <Link
              to={paths.registration(registration.id, {
                ...page.query,
                phan: tab === "tra-loi" ? undefined : tab,
              })}
              aria-current={page.tab === tab ? "page" : undefined}
              preventScrollReset
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
