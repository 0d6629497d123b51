import { useEffect } from "react"
import classes from "./registration.module.css"

/**
 * Alt with a letter presses the control that carries the key in `data-phim`. Always with Alt, so that typing is never caught,
 * and Tab is left alone, so that nobody is trapped.
 */
export function Shortcuts({ hasNext, isEditable }: { hasNext: boolean; isEditable: boolean }) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      if (!["KeyS", "KeyN", "Enter"].includes(event.code)) return
      const target = document.querySelector<HTMLElement>(`[data-phim="${event.code}"]`)
      if (!target) return
      event.preventDefault()
      target.click()
    }
    document.addEventListener("keydown", press)
    return () => document.removeEventListener("keydown", press)
  }, [])
  return (
    <details className={classes.more}>
      <summary>Phím tắt</summary>
      <ul>
        {isEditable ? (
          <li>
            <kbd>Alt</kbd> + <kbd>S</kbd>: lưu dự thảo
          </li>
        ) : null}
        <li>
          <kbd>Alt</kbd> + <kbd>Enter</kbd>: bấm nút chính của trang (trình, ký duyệt, thẩm định đạt, phê
          duyệt)
          {hasNext && !isEditable ? " rồi sang mục kế tiếp" : ""}
        </li>
        {hasNext ? (
          <li>
            <kbd>Alt</kbd> + <kbd>N</kbd>: sang mục kế tiếp, không lưu
          </li>
        ) : null}
        <li>
          <kbd>Tab</kbd>, phím mũi tên và phím cách: đi qua các câu trả lời như mọi biểu mẫu
        </li>
      </ul>
    </details>
  )
}
