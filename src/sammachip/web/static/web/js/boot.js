// Runs before the first paint, so that what needs scripts folds away without a flash.
document.documentElement.classList.add("scripted");
