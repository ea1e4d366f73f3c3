mod branches;
mod situations;
