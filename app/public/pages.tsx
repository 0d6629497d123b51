import { useLocation } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { pageAddress, pagesAround } from "../components/pages-around.ts"

type PagesProps = {
  /** From 1. */
  page: number
  pageSize: number
  total: number
  /** What is counted: `dịch vụ`. */
  noun: string
}

/** Pages of a list as links that keep the filters of the address. */
export function Pages({ page, pageSize, total, noun }: PagesProps) {
  const { pathname, search } = useLocation()
  const last = Math.max(1, Math.ceil(total / pageSize))
  const to = (target: number) => pageAddress(pathname, search, target)
  return (
    <>
      <p className="note">
        {formatNumber((page - 1) * pageSize + 1)}–{formatNumber(Math.min(page * pageSize, total))} trong{" "}
        {formatNumber(total)} {noun}
      </p>
      {last > 1 ? (
        <nav aria-label="Phân trang">
          <ul className="pages">
            {page > 1 ? (
              <li>
                <a href={to(page - 1)} rel="prev">
                  ‹ Trước
                </a>
              </li>
            ) : null}
            {pagesAround(page, last).map((target) => (
              <li key={target}>
                <a
                  href={to(target)}
                  aria-label={`Trang ${target}`}
                  aria-current={target === page ? "page" : undefined}
                >
                  {formatNumber(target)}
                </a>
              </li>
            ))}
            {page < last ? (
              <li>
                <a href={to(page + 1)} rel="next">
                  Sau ›
                </a>
              </li>
            ) : null}
          </ul>
        </nav>
      ) : null}
    </>
  )
}
