// Moves the focus about the roster grid without asking the server; only edits are told to it.
const cellAt = (frame, row, column) => frame.querySelector(`tr[data-row="${row}"] > td[data-column="${column}"]`);
const find = (frame, employee, date) => frame.querySelector(`td[data-employee="${CSS.escape(employee)}"][data-date="${date}"]`);

function choose(frame, cell) {
  frame.querySelectorAll('td[aria-selected="true"]').forEach(old => { old.setAttribute('aria-selected', 'false'); old.tabIndex = -1; });
  cell.setAttribute('aria-selected', 'true');
  cell.tabIndex = 0;
}

function step(frame, cell, rows, columns) {
  const all = [...frame.querySelectorAll('tr[data-row]')];
  const at = all.indexOf(cell.parentElement);
  const row = all[Math.max(0, Math.min(all.length - 1, at + rows))];
  const cells = row.querySelectorAll('td[data-column]');
  const column = Math.max(0, Math.min(cells.length - 1, Number(cell.dataset.column) + columns));
  cells[column].focus();
}

export function attach(frame, page) {
  const first = cellAt(frame, 0, 0);
  if (first) first.tabIndex = 0;

  frame.addEventListener('focusin', event => {
    const cell = event.target.closest?.('td[data-employee]');
    if (cell) choose(frame, cell);
  });

  frame.addEventListener('keydown', event => {
    if (event.target.closest('.editor')) return;
    const cell = event.target.closest('td[data-employee]');
    const control = event.ctrlKey || event.metaKey;
    if (control && (event.key === 'z' || event.key === 'Z')) { event.preventDefault(); page.invokeMethodAsync('StepAsync', event.shiftKey ? 'redo' : 'undo'); return; }
    if (control && (event.key === 'y' || event.key === 'Y')) { event.preventDefault(); page.invokeMethodAsync('StepAsync', 'redo'); return; }
    if (!cell || control || event.altKey) return;
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -99], End: [0, 99] };
    if (moves[event.key]) { event.preventDefault(); step(frame, cell, ...moves[event.key]); return; }
    const told = { Delete: 'delete', Backspace: 'delete', p: 'pin', P: 'pin' }[event.key];
    if (told) { event.preventDefault(); page.invokeMethodAsync('PressAsync', told, cell.dataset.employee, cell.dataset.date); return; }
    if (event.key === 'Enter' || event.key === ' ' || event.key === 'F2') { event.preventDefault(); cell.click(); }
  });

  // Wherever the focus is: answers that arrive may have redrawn the button that had it.
  const leave = event => {
    if (!frame.isConnected) document.removeEventListener('keydown', leave);
    else if (event.key === 'Escape') frame.querySelector('.editor .editor-close')?.click();
  };
  document.addEventListener('keydown', leave);

  let from = null;
  frame.addEventListener('dragstart', event => {
    from = event.target.closest?.('td[data-employee]');
    if (from) event.dataTransfer.effectAllowed = 'move';
  });
  frame.addEventListener('dragover', event => {
    const over = event.target.closest?.('td[data-employee]');
    if (from && over && over.dataset.date === from.dataset.date) event.preventDefault();
  });
  frame.addEventListener('drop', event => {
    const over = event.target.closest?.('td[data-employee]');
    if (from && over && over !== from) { event.preventDefault(); page.invokeMethodAsync('DropAsync', from.dataset.employee, over.dataset.employee, over.dataset.date); }
    from = null;
  });
}

export function show(frame, employee, date) {
  const cell = employee ? find(frame, employee, date) : null;
  if (cell) { cell.focus({ preventScroll: true }); cell.scrollIntoView({ block: 'center', inline: 'center' }); }
}

export function place(frame, employee, date) {
  const editor = frame.querySelector('.editor');
  const cell = find(frame, employee, date);
  if (!editor || !cell) return;
  if (matchMedia('(min-width: 700px)').matches) {
    const at = cell.getBoundingClientRect();
    const width = editor.offsetWidth, height = editor.offsetHeight;
    const left = at.right + 8 + width < innerWidth ? at.right + 8 : Math.max(8, at.left - width - 8);
    editor.style.left = `${left}px`;
    editor.style.top = `${Math.max(8, Math.min(at.top - 8, innerHeight - height - 8))}px`;
  }
  editor.style.visibility = 'visible';
  (editor.querySelector('[aria-pressed="true"]') ?? editor.querySelector('button'))?.focus({ preventScroll: true });
}
